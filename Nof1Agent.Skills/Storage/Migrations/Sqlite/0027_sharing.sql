-- What people agreed to share: effect and standard error, benefits in the outcome's unit. No person, no trial, no time; without a row number, the order in
-- which they came cannot be told either.
create table shared_effect (
    id text primary key,
    intervention text not null,
    outcome text not null,
    effect real not null,
    standard_error real not null
) without rowid;
create index shared_effect_of on shared_effect (intervention, outcome);

-- Who decided what about which trial; without a row nothing was decided, and nothing is shared.
create table sharing (
    trial_id text primary key references trial (id),
    participant_id text not null references participant (id),
    decision text not null              -- yes | no
);
