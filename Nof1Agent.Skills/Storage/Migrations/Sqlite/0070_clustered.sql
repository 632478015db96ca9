-- What was said about one trial lies side by side, in the order of its days: reading the last days is one place, not one per row. What is due
-- lies in the order of the participants; its key is all it needs.
create table told_day_of (
    trial_id text not null references trial (id),
    study_day text not null,
    what text not null,                 -- instruction | question | reminder | secondReminder | pauseQuestion | coachNote | answered
    at text not null,
    primary key (trial_id, study_day, what)
) without rowid;
insert into told_day_of (trial_id, study_day, what, at) select trial_id, study_day, what, at from told_day;
drop table told_day;
alter table told_day_of rename to told_day;

create table due_work_of (
    participant_id text not null references participant (id),
    kind text not null,
    due_at text not null,
    primary key (participant_id, kind)
) without rowid;
insert into due_work_of (participant_id, kind, due_at) select participant_id, kind, due_at from due_work;
drop table due_work;
alter table due_work_of rename to due_work;
create index due_work_when on due_work (due_at);
