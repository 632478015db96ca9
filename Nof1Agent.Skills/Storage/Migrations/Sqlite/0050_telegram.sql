-- The right to do what only one process may do at a time, such as asking for a bot's updates.
create table lease (
    name text primary key,
    holder text not null,
    until text not null
);

-- How many pieces of a long message a channel has taken, so that a delivery that broke off goes on where it stopped.
alter table outbound add column pieces_done integer not null default 0;

-- Notifications must not show what a message says.
alter table participant add column discreet integer not null default 0;
