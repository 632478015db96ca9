-- Where coaches are told what needs them: their own chat in an app, or a channel of their team.
create table coach_desk (
    channel text not null,
    external_id text not null,      -- the channel's own id of the chat
    coach text not null,            -- who opened it
    address text not null,          -- what the channel needs to write there, as JSON
    since text not null,
    primary key (channel, external_id)
);

-- What was shown there, so that it can be changed once somebody has acted. It names an alert or a request, and nobody.
create table coach_card (
    channel text not null,
    external_id text not null,
    subject text not null,          -- the id of the alert or of the request
    receipt text,                   -- the channel's own id of the message
    attempts integer not null default 0,
    next_attempt_at text not null,
    closed_at text,                 -- it shows that somebody has acted
    primary key (channel, external_id, subject)
);
