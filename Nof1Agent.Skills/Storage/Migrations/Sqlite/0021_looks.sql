-- The round after which a declared look ended a trial.
alter table trial add column ended_at_look integer;

-- Every declared look that was taken, with what it rested on; never shown while the trial runs.
create table look (
    trial_id text not null references trial (id),
    cycle integer not null,
    at text not null,
    log_bayes_factor real,
    probability_no_difference real,
    decision text not null,
    primary key (trial_id, cycle)
);
