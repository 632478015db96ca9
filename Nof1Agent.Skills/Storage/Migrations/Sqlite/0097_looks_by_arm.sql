-- What a look rests on, arm by arm, where more than one thing is tested; null for looks of one thing and for those taken before this was kept.
alter table look add column arms text;
