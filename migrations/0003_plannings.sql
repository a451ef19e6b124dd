create table plannings (
  organisation_id uuid not null references organisations,
  id uuid not null,
  event_date date not null,
  created_at timestamptz not null default now(),
  primary key (organisation_id, id)
);

create index plannings_newest_first on plannings (organisation_id, created_at desc, id desc);
create index plannings_by_date on plannings (organisation_id, event_date);

-- A planning is a record of what was decided: it outlives the artists that it names, so
-- artist_id is no foreign key.
create table assignments (
  organisation_id uuid not null,
  planning_id uuid not null,
  artist_id uuid not null,
  start timestamp not null,
  "end" timestamp not null,
  primary key (organisation_id, planning_id, artist_id),
  foreign key (organisation_id, planning_id) references plannings on delete cascade,
  check ("end" > start)
);

create index assignments_by_artist on assignments (organisation_id, artist_id);
