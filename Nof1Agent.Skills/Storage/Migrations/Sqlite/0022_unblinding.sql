-- Who looked at a running trial before its end, and why. Append-only.
create table unblinding (
    id text primary key,
    trial_id text not null references trial (id),
    coach text not null,
    reason text not null,
    at text not null
);
create index unblinding_trial on unblinding (trial_id, at);
