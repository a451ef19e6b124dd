-- For the constraint by which nobody is confirmed twice at one time. Any owner of a database may make it.
create extension if not exists btree_gist;

-- How many are confirmed: whoever confirms one more changes this row, and the check holds.
alter table positions add column taken integer not null default 0 check (taken between 0 and count);

-- One artist on one position. What is declined or cancelled stays: it is what happened.
create table engagements (
  organisation_id uuid not null references organisations,
  id uuid not null,
  mission_id uuid not null,
  position_id uuid not null,
  artist_id uuid not null,
  status text not null check (status in ('option', 'confirmed', 'declined', 'cancelled')),
  -- The mission's, kept by whatever changes its times.
  during tstzrange not null,
  placed_at timestamptz not null default clock_timestamp(),
  -- An option's: from then on it is none.
  expires_at timestamptz,
  decided_at timestamptz not null default clock_timestamp(),
  reason text,
  override_reason text,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, mission_id, position_id)
    references positions (organisation_id, mission_id, id),
  foreign key (organisation_id, artist_id) references artists,
  check (not isempty(during)),
  constraint nobody_twice_at_one_time exclude using gist
    (organisation_id with =, artist_id with =, during with &&) where (status = 'confirmed')
);

create unique index engagements_once on engagements (organisation_id, mission_id, artist_id)
  where (status in ('option', 'confirmed'));
create index engagements_by_artist on engagements (organisation_id, artist_id, lower(during));
create index engagements_by_position on engagements (organisation_id, position_id);
