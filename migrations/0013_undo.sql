-- What a planner undoes is found by the mission that it was about.

/* The mission that values on record are about, be they its own or an engagement's. */
create function audit_mission(before json, after json) returns text
language sql immutable parallel safe
return coalesce(
  after ->> 'mission_id', before ->> 'mission_id', after ->> 'id', before ->> 'id');

create index audit_values_by_mission
  on audit_values (organisation_id, audit_mission(before, after))
  where audit_mission(before, after) is not null;
