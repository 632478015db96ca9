-- What a picture shows; it is drawn when it is looked at (SVG or PNG, light or dark). message.picture_id names the first one of a message.
-- The table picture keeps the drawings of earlier versions.
create table shown_picture (
    id text primary key,
    participant_id text not null references participant (id),
    shown_with text not null,           -- the id of the first picture of the same message
    place integer not null,             -- 0-based, in the order of the message
    facts text not null,                -- JSON
    alt text not null,
    at text not null
);
create index shown_picture_message on shown_picture (participant_id, shown_with, place);
