-- That somebody had everything deleted, and when. Names nobody.
create table erasure (
    receipt text primary key,
    at text not null
);
