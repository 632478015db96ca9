-- The outbox points at the transcript instead of repeating its text, knows what is urgent and until when it makes sense, and keeps the
-- order in an id of its own.
create table outbound_ordered (
    id integer primary key autoincrement,   -- the order in which it was said
    key text not null unique,               -- stable: a delivery that is tried twice carries it twice
    participant_id text not null references participant (id),
    channel text not null,
    kind text not null,                     -- Say | CloseChoices
    message_id integer not null,            -- what is said, or the message whose buttons are closed
    urgency integer not null,               -- 0: somebody waits for it, 1: due of its own accord
    created_at text not null,
    expires_at text,                        -- after that it makes no sense any more
    attempts integer not null default 0,
    next_attempt_at text not null,
    delivered_at text,
    receipt text,                           -- the channel's own id of the delivered message
    failed text                             -- why it will never be delivered
);
insert into outbound_ordered (key, participant_id, channel, kind, message_id, urgency, created_at, attempts, next_attempt_at, delivered_at, failed)
select o.key, o.participant_id, o.channel, 'Say', m.id, 0, o.created_at, o.attempts, o.next_attempt_at, o.delivered_at, o.failed
from outbound o join message m on m.participant_id = o.participant_id and m.turn_id = substr(o.key, 1, instr(o.key, ':') - 1)
where o.ordinal = (select count(*) from message e where e.participant_id = m.participant_id and e.turn_id = m.turn_id and e.id < m.id)
order by o.rowid;
drop table outbound;
alter table outbound_ordered rename to outbound;
create index outbound_waiting on outbound (channel, urgency, next_attempt_at) where delivered_at is null and failed is null;
create index outbound_order on outbound (participant_id, channel, id) where delivered_at is null and failed is null;
create index outbound_message on outbound (message_id);
create index outbound_dead on outbound (failed) where failed is not null;

-- Where a participant can be reached, and where they were last.
alter table channel_identity add column address text;               -- what the channel needs beside its id, as JSON
alter table channel_identity add column last_used_at text;
alter table channel_identity add column preferred integer not null default 0;
alter table channel_identity add column unreachable_since text;
alter table channel_identity add column unreachable_reason text;
update channel_identity set last_used_at = (select max(i.received_at) from inbound i where i.participant_id = channel_identity.participant_id and i.channel = channel_identity.channel);

-- One-time codes that join a second channel to a participant. Only their SHA-256 is kept.
create table link_code (
    code_hash text primary key,
    participant_id text not null references participant (id),
    created_at text not null,
    expires_at text not null,
    used_at text
);
create index link_code_participant on link_code (participant_id);

-- What a coach or the operator has to know. One row per condition until somebody has seen it. It carries no health detail.
create table alert (
    id text primary key,
    audience text not null,             -- Coach | Operator
    kind text not null,
    subject text not null,              -- what it is about: a participant's id, a channel, a part of the service
    participant_id text references participant (id),
    text text not null,
    at text not null,
    acknowledged_at text,
    acknowledged_by text,
    cleared_at text                     -- the condition has ended
);
create unique index alert_open on alert (kind, subject) where cleared_at is null and acknowledged_at is null;
create index alert_participant on alert (participant_id);
create index alert_when on alert (audience, at);
