-- Instants are ISO 8601 text in UTC, dates ISO 8601 text, documents JSON text.

create table participant (
    id text primary key,
    created_at text not null,
    consent text not null,              -- notAsked | given | declined
    consent_version text,
    consented_at text,
    time_zone text not null,
    day_ends_at_hour integer not null,
    check_in_hour integer not null,
    check_in_minute integer not null
);

-- How a channel knows a participant.
create table channel_identity (
    channel text not null,
    external_id text not null,
    participant_id text not null references participant (id),
    created_at text not null,
    primary key (channel, external_id)
);
create index channel_identity_participant on channel_identity (participant_id);

-- Codes that open the same web chat in another browser; only their SHA-256 is kept.
create table recovery_code (
    code_hash text primary key,
    participant_id text not null references participant (id),
    created_at text not null
);

create table conversation (
    participant_id text primary key references participant (id),
    version integer not null,
    floor text not null,                -- agent | coach
    open_question text not null,
    safety_hold text,                   -- the rule that holds the conversation in support mode, if any
    safety_hold_since text
);

-- Every inbound message, before anything is done about it. The dedupe key is the channel's own id of the delivery.
create table inbound (
    id integer primary key autoincrement,
    participant_id text not null references participant (id),
    channel text not null,
    dedupe_key text not null,
    text text,
    choice_message_id integer,
    choice_id text,
    received_at text not null,
    handled_at text,
    unique (channel, dedupe_key)
);
create index inbound_waiting on inbound (participant_id, id) where handled_at is null;

create table message (
    id integer primary key autoincrement,
    participant_id text not null references participant (id),
    inbound_id integer references inbound (id),
    turn_id text,
    speaker text not null,              -- person | guide | model | coach | system
    text text not null,
    choices text,                       -- JSON: label and the function call behind each; the id is "c" and the place
    layout text not null,
    picture_id text,
    answered text,                      -- the id of the choice that was taken
    at text not null
);
create index message_participant on message (participant_id, id);
create unique index message_inbound on message (inbound_id) where inbound_id is not null;

-- What is still to be delivered, in order per participant and channel.
create table outbound (
    key text primary key,               -- stable: a delivery that is tried twice carries it twice
    participant_id text not null references participant (id),
    channel text not null,
    text text not null,
    ordinal integer not null,
    created_at text not null,
    attempts integer not null default 0,
    next_attempt_at text not null,
    delivered_at text,
    failed text
);
create index outbound_waiting on outbound (next_attempt_at) where delivered_at is null and failed is null;
create index outbound_order on outbound (participant_id, channel) where delivered_at is null and failed is null;

-- What was done to answer, for the audit: which prompts, which functions with which arguments and results, what the guard decided.
create table turn (
    id text primary key,
    participant_id text not null references participant (id),
    trigger text not null,
    at text not null,
    answered_by text not null,          -- skill | guide | model | screen | coach
    prompt_hash text,
    calls text not null,
    guard text not null
);
create index turn_participant on turn (participant_id, at);

create table picture (
    id text primary key,
    participant_id text not null references participant (id),
    svg text not null,
    alt text not null,
    at text not null
);

create table interview (
    participant_id text primary key references participant (id),
    notes text not null,
    updated_at text not null
);

-- Each list as it was shown, with the inputs of the trigger rule.
create table candidate_list (
    id text primary key,
    participant_id text not null references participant (id),
    at text not null,
    list text not null
);
create index candidate_list_participant on candidate_list (participant_id, at);

create table trial (
    id text primary key,
    participant_id text not null references participant (id),
    state text not null,
    plan text not null,                 -- the draft while it is one
    protocol text,                      -- canonical JSON (RFC 8785) from the freeze on
    protocol_hash text,
    commitment text,
    secret text,
    nonce text,
    sequence text,
    starts_on text,
    created_at text not null,
    frozen_at text,
    began_at text,
    ended_at text,
    end_reason text,
    paused_on text,
    pause_reason text,
    shifts text not null default '[]'   -- pauses that are over: from which day of the trial, by how many days
);
create index trial_participant on trial (participant_id, created_at);
create unique index one_open_trial on trial (participant_id) where state in ('draft', 'baseline', 'frozen', 'running', 'paused');

-- Append-only: the highest revision of a study day counts, the others stay.
create table check_in (
    trial_id text not null references trial (id),
    study_day text not null,
    revision integer not null,
    value real,
    adherence text,
    missing text,
    disrupted text,
    side_effect text,
    note text,
    withdrawn integer not null default 0,   -- an undo: the day has no answer any more
    late integer not null,
    reported_at text not null,
    reason text,
    primary key (trial_id, study_day, revision)
);

create table result (
    trial_id text not null references trial (id),
    revision integer not null,
    at text not null,
    report text not null,
    primary key (trial_id, revision)
);

create table due_work (
    id text primary key,
    participant_id text not null references participant (id),
    kind text not null,
    due_at text not null
);
create unique index due_work_one_of_a_kind on due_work (participant_id, kind);
create index due_work_when on due_work (due_at);

create table tested_intervention (
    id text primary key,
    participant_id text not null references participant (id),
    at text not null,
    tested text not null
);
create index tested_intervention_participant on tested_intervention (participant_id, at);
