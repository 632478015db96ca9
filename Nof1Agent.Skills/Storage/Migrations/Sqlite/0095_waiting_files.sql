-- Files that a channel has told of and that are still to be fetched from it: kept before the delivery is confirmed, so that none is lost while the channel is slow.
create table waiting_file (
    channel text not null,
    delivery_key text not null,
    participant_id text not null references participant (id),
    file text not null,                 -- what the channel needs to hand it out, with name and caption, as sealed JSON
    attempts integer not null default 0,
    next_attempt_at text not null,
    primary key (channel, delivery_key)
);
create index waiting_file_due on waiting_file (channel, next_attempt_at);
