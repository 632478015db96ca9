-- How a day was told: typed, button or file. Null for what was told before this was kept.
alter table check_in add column way text;
