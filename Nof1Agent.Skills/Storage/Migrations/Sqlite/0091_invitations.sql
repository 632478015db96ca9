-- Single-use codes with which a coach invites somebody, perhaps into a study. Only the SHA-256 of a code is kept.
create table invitation (
    code_hash text primary key,
    coach text not null,
    study text,
    created_at text not null,
    expires_at text not null,
    used_at text,
    participant_id text references participant (id)
);

-- Whose coach may read along. Without agreed_at the person was invited and has not said yes.
create table caseload (
    participant_id text primary key references participant (id),
    coach text not null,
    study text,
    invited_at text not null,
    agreed_at text
);
create index caseload_coach on caseload (coach) where agreed_at is not null;
