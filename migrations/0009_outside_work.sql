-- What artists work for other employers: the limits of working time are the person's.
create table outside_work (
  organisation_id uuid not null references organisations,
  id uuid not null,
  artist_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- How much of it was worked; null where all of it was.
  worked_minutes integer check (worked_minutes > 0),
  employer text,
  notes text,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, artist_id) references artists,
  check (ends_at > starts_at),
  check (worked_minutes <= extract(epoch from ends_at - starts_at) / 60)
);

create index outside_work_by_artist on outside_work (organisation_id, artist_id, starts_at);
