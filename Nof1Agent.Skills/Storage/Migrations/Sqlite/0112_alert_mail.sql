-- E-mails about alerts: one per alert, step and account. They hold no health detail and no name; the address is read when one is sent.
create table alert_mail (
    key text primary key,               -- alert, step and account
    alert_id text not null,
    account_id text not null,
    step integer not null,
    attempts integer not null default 0,
    next_attempt_at text not null,
    ended_at text,                      -- sent, or no longer needed
    outcome text                        -- Sent | NotNeeded | GivenUp
);
create index alert_mail_waiting on alert_mail (next_attempt_at) where ended_at is null;

-- What the watch looks at: the last minutes of all conversations.
create index turn_recent on turn (at);
create index model_call_recent on model_call (at);
