-- A friendly name by which coaches speak of somebody. It comes from a keyed hash and says nothing about the person.
create table alias (
    participant_id text primary key references participant (id),
    alias text not null unique
);

-- Who has the floor beside the agent: since when, and when they did something last.
alter table conversation add column floor_coach text;
alter table conversation add column floor_since text;
alter table conversation add column floor_active_at text;
create index conversation_floor on conversation (floor_active_at) where floor_coach is not null;

-- Every stay of a coach in a conversation that is over.
create table floor_stay (
    id text primary key,
    participant_id text not null references participant (id),
    coach text not null,
    taken_at text not null,
    ended_at text not null,
    how text not null,                  -- HandedBack | WentQuiet
    summary text                        -- what was agreed, sealed; null where the floor went back by itself
);
create index floor_stay_participant on floor_stay (participant_id, ended_at);

-- What coaches write down for themselves and each other; the person's own key seals it, and it goes with them.
create table coach_note (
    id text primary key,
    participant_id text not null references participant (id),
    coach text not null,
    at text not null,
    text text not null                  -- sealed
);
create index coach_note_participant on coach_note (participant_id, at);

-- How far a coach has read.
create table read_mark (
    participant_id text not null references participant (id),
    coach text not null,
    message_id integer not null,
    at text not null,
    primary key (participant_id, coach)
) without rowid;
create index message_of_person on message (participant_id, id) where speaker = 'Person';

-- When a coach is usually there, as JSON: zone, weekdays, minutes after midnight.
create table coach_hours (
    coach text primary key,
    hours text not null
);

-- What coaches, leads and auditors did. Append-only and chained: hash = SHA-256 of the previous hash and the entry. The subject is a pseudonym made with the
-- person's own key: once that is destroyed, nobody can tell whose it was. Nothing here would ever have to be deleted.
create table audit_entry (
    id integer primary key,
    at text not null,
    actor text not null,
    act text not null,
    subject text not null,              -- empty where the act is about nobody
    about text not null,                -- a word such as the kind of an alert; empty where none
    previous text not null,
    hash text not null
);
create index audit_entry_subject on audit_entry (subject, id);

-- The end of the chain, sealed with a key from outside of the database: a chain that was cut or made anew has no such seal.
create table audit_head (
    one integer primary key,
    last integer not null,
    hash text not null,
    seal text not null
);

-- Whom an alert belongs to, who ended it, and how far it has gone up.
alter table alert add column owner text;
alter table alert add column resolved_by text;
alter table alert add column step integer not null default 0;
alter table alert add column step_at text;
