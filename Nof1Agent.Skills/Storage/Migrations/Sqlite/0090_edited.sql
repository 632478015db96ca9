-- An edited message corrects what that very message told, however many days ago: so the channel's own name of a message is kept, and which message told a day.
alter table inbound add column channel_message text;
alter table inbound add column is_edit integer not null default 0;
alter table check_in add column inbound_id integer;
create index check_in_inbound on check_in (inbound_id) where inbound_id is not null;
create index inbound_channel_message on inbound (participant_id, channel, channel_message) where channel_message is not null;
