-- Arms that a strong side effect has stopped, as JSON: which, from which study day on, why. The allocation stays as it was drawn.
alter table trial add column stopped_arms text not null default '[]';
