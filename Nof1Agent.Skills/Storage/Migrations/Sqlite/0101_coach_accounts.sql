-- Who may sign in to the dashboard. Nothing about a participant.
create table coach_account (
    id text primary key,
    name text not null,                 -- the name that caseload.coach carries
    name_key text not null unique,      -- the same in capitals
    role text not null,                 -- Coach | Lead | Auditor
    email text,
    email_key text unique,
    subject text unique,                -- who they are for the organisation's sign-in
    password_hash text,
    stamp text not null,                -- changes whenever every session has to end
    authenticator text,                 -- wrapped by the key ring
    has_authenticator integer not null default 0,
    last_step integer not null default 0,
    failed integer not null default 0,
    locked_until text,
    created_at text not null
);

create table coach_recovery_code (
    code_hash text primary key,
    account_id text not null references coach_account (id)
);
create index coach_recovery_code_account on coach_recovery_code (account_id);

create table coach_link (
    code_hash text primary key,
    account_id text references coach_account (id),  -- null: the first account is made with it
    created_at text not null,
    expires_at text not null
);

create table coach_seen (
    account_id text not null references coach_account (id),
    participant_id text not null references participant (id),
    message_id integer not null,
    primary key (account_id, participant_id)
) without rowid;
create index coach_seen_participant on coach_seen (participant_id);
