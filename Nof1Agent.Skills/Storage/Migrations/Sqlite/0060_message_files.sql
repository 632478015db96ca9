-- Photos and documents that people hand in with a message, so that a language model can look at them. The newest few of each person are kept.
create table message_file (
    id text primary key,
    participant_id text not null references participant (id),
    inbound_id integer not null references inbound (id),
    at text not null,
    kind text not null,                 -- photo | document
    media_type text not null,
    name text not null,
    size integer not null,              -- bytes
    words text not null,                -- what could be read of a document without a model; empty for a photo
    content text not null               -- the bytes in Base64
);
create index message_file_participant on message_file (participant_id, at);
create index message_file_inbound on message_file (inbound_id);

-- What a model read in a file and the person confirmed: from then on it counts as the person's own words.
create table confirmed_reading (
    id text primary key,
    participant_id text not null references participant (id),
    at text not null,
    words text not null
);
create index confirmed_reading_participant on confirmed_reading (participant_id, at);
