-- An invitation that waits for a person's own yes, apart from the coach whom they have now: a second coach's link changes nothing before that yes.
create table invitation_offer (
    code_hash text primary key,
    participant_id text not null references participant (id),
    coach text not null,
    study text,
    at text not null
);
create index invitation_offer_participant on invitation_offer (participant_id);
