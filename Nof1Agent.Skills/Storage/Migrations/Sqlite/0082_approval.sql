-- Requests for a coach's yes to what needs a clinician's, and what became of them.
create table approval (
    id text primary key,
    participant_id text not null references participant (id),
    at text not null,
    state text not null,                -- Waiting | Approved | Vetoed
    request text not null               -- JSON, sealed
);
create index approval_participant on approval (participant_id, at);
create index approval_waiting on approval (at) where state = 'Waiting';
