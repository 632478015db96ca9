-- A session of somebody who signed in to the dashboard: signing out ends it wherever its cookie or page is held.
create table coach_session (
    id text primary key,
    account_id text not null references coach_account (id),
    began_at text not null,
    ends_at text not null               -- for good, however much it is used
);
create index coach_session_account on coach_session (account_id);

-- Names of accounts that were removed. People agreed to that name: nobody else gets it.
create table coach_former (
    name_key text primary key,          -- in capitals
    removed_at text not null
);
