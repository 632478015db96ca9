-- What a person decided for themselves after an answer. Append-only: the highest revision of a rule counts.
create table personal_rule (
    id text not null,
    participant_id text not null references participant (id),
    revision integer not null,
    at text not null,
    rule text not null,
    primary key (id, revision)
);
create index personal_rule_participant on personal_rule (participant_id, at);
