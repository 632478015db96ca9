-- A person may have two chats of one channel: the fingerprint (channel_identity.external_id) of the one that somebody wrote in, and of the one that is written to.
-- Null: not known, or the channel knows people by our own id; then it goes to the chat that was used last.
alter table inbound add column identity text;
alter table outbound add column identity text;
