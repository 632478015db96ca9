-- Deliveries of a channel that could not be taken in for a reason of their own: kept for the operator and tried again at the next start, so that none is lost and none holds up the others.
create table set_aside (
    channel text not null,
    delivery_key text not null,
    participant_id text null references participant (id),
    body text null,                     -- the delivery as it came, sealed; null where nobody's key could seal it
    problem text not null,              -- the kind of trouble, without content
    at text not null,
    primary key (channel, delivery_key)
);
create index set_aside_participant on set_aside (participant_id);
