-- What working-time rules ask about organisations, productions and people.

-- The organisation's own profile: its convention, and the figures of its agreement, by rule.
alter table organisations
  add column convention text not null default 'code-du-travail'
    check (convention in ('code-du-travail', 'ccneac')),
  add column working_time json not null default '{}',
  -- Counts the changes of these two.
  add column working_time_version integer not null default 1;

-- Null takes the organisation's convention.
alter table projects
  add check (convention in ('code-du-travail', 'ccneac')),
  add column setting text not null default 'house'
    check (setting in ('house', 'tour', 'festival', 'open_air_festival')),
  -- Of a creation: the days before it have rules of their own.
  add column first_performance_on date;

alter table artists
  add column part_time boolean not null default false,
  -- Of a minor under 16: the individual authorisation to be on stage is there.
  add column stage_authorisation boolean not null default false;

-- How many cachets pay the engagement, where it is not paid by the hour.
alter table engagements add column cachets smallint check (cachets between 1 and 31);
