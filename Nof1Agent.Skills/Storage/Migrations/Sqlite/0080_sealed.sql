-- Which key a participant's texts are sealed with. The keys themselves lie outside the database.
create table data_key (
    participant_id text primary key references participant (id),
    key_id text not null
);

-- A channel's own id of a person: external_id holds its fingerprint, to be found by; this holds it sealed, to be written to.
alter table channel_identity add column sealed_id text;

-- Keys that have to be destroyed because somebody had everything deleted; their names name nobody.
alter table erasure add column key_id text;

-- Which columns have been sealed in rows of earlier versions.
create table sealing (columns text primary key);

-- Whether a red flag rules out going on: the notes say which, sealed.
alter table interview add column blocked integer not null default 0;
update interview set blocked = 1 where json_array_length(notes, '$.blocks') > 0;
