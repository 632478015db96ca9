-- What an app with cards shows beside the text of a message: chances as bars, the form of a day. JSON.
alter table message add column card text;
