-- What somebody overrode when an engagement was confirmed or its mission moved: rules, figures and
-- sentences. An override given before this is judged anew when the engagement is moved or undone.
alter table engagements add column overridden json not null default '[]';

-- An artist's assignments around a time: most of what a planner asks for lies ahead.
drop index assignments_by_artist;
create index assignments_by_artist on assignments (organisation_id, artist_id, "end");
