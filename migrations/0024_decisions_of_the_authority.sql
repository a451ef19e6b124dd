-- Decisions of the authority that lift the week of 48 h for a time (L3121-21), beside the agreement in `working_time`
-- and under its version: number, decided_on, from, until, maximum (in minutes).
alter table organisations
  add column week_decisions json not null default '[]';
