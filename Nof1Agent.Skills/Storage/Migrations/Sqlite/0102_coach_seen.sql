drop table coach_seen;
