-- How a person's days run, from when on: zones and day-ends they had, oldest first. Empty: always the one in time_zone and day_ends_at_hour.
alter table participant add column clocks text not null default '[]';
alter table participant add column morning_hour integer not null default 8;
alter table participant add column morning_minute integer not null default 0;

-- Minutes after local midnight between which nothing is sent on the service's own account.
alter table participant add column quiet_from integer not null default 1320;
alter table participant add column quiet_to integer not null default 420;

-- Most reminders about one day: 0, 1 or 2.
alter table participant add column reminders integer not null default 2;

-- What was said about a study day. The key is the promise: nothing is said twice.
create table told_day (
    trial_id text not null references trial (id),
    study_day text not null,
    what text not null,                 -- instruction | question | reminder | secondReminder | pauseQuestion | coachNote | answered
    at text not null,
    primary key (trial_id, study_day, what)
);

alter table check_in add column switched integer not null default 0;      -- did what another period asks for
alter table check_in add column severity integer;                         -- of the side effect, 0-10
alter table check_in add column others text not null default '{}';        -- the secondary outcomes: id and value
alter table check_in add column told_by text not null default 'participant';
alter table check_in add column source text;                              -- where an imported value comes from
