-- Jobs at places and times, and what they need.

create table missions (
  organisation_id uuid not null references organisations,
  id uuid not null,
  project_id uuid,
  venue_id uuid not null,
  title text not null check (char_length(title) between 1 and 255),
  kind text not null check (kind in
    ('montage', 'balance', 'repetition', 'representation', 'demontage', 'autre')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  notes text,
  status text not null default 'draft' check (status in ('draft', 'published', 'cancelled')),
  is_template boolean not null default false,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, project_id) references projects,
  foreign key (organisation_id, venue_id) references venues,
  check (ends_at > starts_at)
);

create index missions_by_time on missions (organisation_id, starts_at, id);
create index missions_by_venue on missions (organisation_id, venue_id, starts_at);
create index missions_by_project on missions (organisation_id, project_id, starts_at);

create table mission_breaks (
  organisation_id uuid not null,
  mission_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (organisation_id, mission_id, starts_at),
  foreign key (organisation_id, mission_id) references missions on delete cascade,
  check (ends_at > starts_at)
);

-- What a mission needs: so many people of a skill.
create table positions (
  organisation_id uuid not null,
  id uuid not null,
  mission_id uuid not null,
  place integer not null,
  skill text,
  min_level smallint check (min_level between 1 and 3),
  count integer not null check (count between 1 and 500),
  label text,
  primary key (organisation_id, id),
  unique (organisation_id, mission_id, id),
  foreign key (organisation_id, mission_id) references missions on delete cascade,
  foreign key (organisation_id, skill) references skills
);

create index positions_by_skill on positions (organisation_id, skill);
