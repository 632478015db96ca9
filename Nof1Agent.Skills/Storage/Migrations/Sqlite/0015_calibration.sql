-- What each source foresaw for each arm of a trial, stored when the trial starts, and how that turned out, stored at its end.
-- Benefits are in the outcome's unit, positive in the better direction.
create table calibration_ledger (
    trial_id text not null references trial (id),
    arm integer not null,               -- place of the arm in the plan, from 1; arm 0 is what it is compared with
    source text not null,               -- published | others | model <name> | nothing known | combined
    participant_id text not null references participant (id),
    outcome text not null,
    mcid real,
    forecast_at text not null,
    median real not null,
    sd real not null,
    probability_helps real not null,    -- P(benefit >= mcid), or of any benefit where no mcid was named
    scored_at text,
    benefit real,                       -- what the trial found
    standard_error real,
    primary key (trial_id, arm, source)
);
create index calibration_ledger_source on calibration_ledger (source) where scored_at is not null;
create index calibration_ledger_participant on calibration_ledger (participant_id);

-- What a language model stated about the candidates of a list, each time it was asked; asked again only when the question is another one.
create table model_belief (
    id text primary key,
    participant_id text not null references participant (id),
    at text not null,
    belief text not null
);
create index model_belief_participant on model_belief (participant_id, at);

-- Ideas that are not in the catalogue.
create table own_idea (
    id text primary key,
    participant_id text not null references participant (id),
    at text not null,
    idea text not null
);
create index own_idea_participant on own_idea (participant_id, at);
