alter table participant add column language text not null default 'en';
