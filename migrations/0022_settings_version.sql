-- The version of the name, the zone and the language. An older program reads `version` of other tables beside this one,
-- without naming the table: the column has a name of its own.
alter table organisations
  add column settings_version integer not null default 1;
