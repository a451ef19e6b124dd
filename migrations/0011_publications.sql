-- What each artist was last told of a mission: what the next publishing compares with.
create table publications (
  organisation_id uuid not null references organisations,
  mission_id uuid not null,
  artist_id uuid not null,
  -- When they were first told of it, and of its last change, if any.
  published_at timestamptz not null default now(),
  changed_at timestamptz,
  told json not null,
  primary key (organisation_id, mission_id, artist_id),
  foreign key (organisation_id, mission_id) references missions on delete cascade,
  foreign key (organisation_id, artist_id) references artists on delete cascade
);

create index publications_by_artist on publications (organisation_id, artist_id);

-- When it was first published: what was published and is cancelled since is told, what never was is not.
alter table missions add column published_at timestamptz;
