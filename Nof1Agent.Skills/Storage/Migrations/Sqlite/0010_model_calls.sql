-- One call of a language model: what it cost, and what it was shown beside the fixed prompts, after contact data and names were taken out.
create table model_call (
    turn_id text not null,
    number integer not null,
    participant_id text not null references participant (id),
    at text not null,
    purpose text not null,              -- talk | belief
    model text not null,
    prompt_hash text not null,
    input_tokens integer not null,
    output_tokens integer not null,
    estimated integer not null,         -- 1: the provider did not say, so the length of the text was taken
    milliseconds integer not null,
    outcome text not null,              -- answered, or the kind of failure
    saw text not null,                  -- JSON: role and text of each message; empty for a call that showed the same as the one before
    primary key (turn_id, number)
);
create index model_call_participant on model_call (participant_id, at);

-- Names by which a channel knows a person; kept only so that they can be taken out of what a model sees.
create table channel_name (
    participant_id text not null references participant (id),
    name text not null,
    primary key (participant_id, name)
);
