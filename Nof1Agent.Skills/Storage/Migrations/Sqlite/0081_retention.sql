-- When somebody was told that everything about them will be deleted for age.
alter table participant add column retention_notice_at text;
