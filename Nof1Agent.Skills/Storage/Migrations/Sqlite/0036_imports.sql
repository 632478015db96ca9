-- Files of days from other trackers, read and waiting for the person to say which column is their outcome. The file itself is not kept.
create table import_file (
    id text primary key,
    participant_id text not null references participant (id),
    at text not null,
    sha256 text not null,
    content text not null,              -- JSON: kind, name, columns with their days
    taken_at text                       -- when values of it went into the diary
);
create index import_file_participant on import_file (participant_id, at);
