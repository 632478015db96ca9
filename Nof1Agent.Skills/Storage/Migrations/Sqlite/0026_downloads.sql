-- Files that a message offers: JSON, each with its label and its name (docs/exports.md).
alter table message add column downloads text;
