-- Protocol templates that coaches make, with every version: whoever joined with one keeps it. Nothing about a participant.
create table study (
    id text primary key,
    owner text not null,                -- the coach who made it
    is_open integer not null,           -- whether somebody may still join
    created_at text not null
);

create table study_version (
    study_id text not null references study (id),
    version integer not null,           -- from 1
    at text not null,
    by text not null,
    template text not null,             -- JSON
    primary key (study_id, version)
) without rowid;

-- Which study and version an invitation leads into: id, blank, version. Sealed as soon as it is somebody's.
alter table invitation add column study_ref text;
alter table invitation_offer add column study_ref text;
alter table caseload add column study_ref text;
