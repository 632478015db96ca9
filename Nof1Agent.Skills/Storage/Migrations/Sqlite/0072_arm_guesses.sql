-- What the person thought a period of a blinded trial was, asked at its end. Told once.
create table arm_guess (
    trial_id text not null references trial (id),
    period integer not null,            -- 0-based
    guess integer,                      -- the arm; null: no idea
    at text not null,
    primary key (trial_id, period)
) without rowid;
