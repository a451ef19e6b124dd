-- What missions refer to: places, productions, and what people can do.

create table venues (
  organisation_id uuid not null references organisations,
  id uuid not null,
  name text collate "unicode" not null check (char_length(name) between 1 and 255),
  address text,
  time_zone text not null,
  access_notes text,
  contacts json not null default '[]',
  version integer not null default 1,
  primary key (organisation_id, id)
);

create index venues_by_name on venues (organisation_id, name, id);

-- The way back takes as long, unless it has a row of its own.
create table travel_times (
  organisation_id uuid not null references organisations,
  from_venue_id uuid not null,
  to_venue_id uuid not null,
  minutes integer not null check (minutes between 0 and 2880),
  primary key (organisation_id, from_venue_id, to_venue_id),
  foreign key (organisation_id, from_venue_id) references venues on delete cascade,
  foreign key (organisation_id, to_venue_id) references venues on delete cascade,
  check (from_venue_id <> to_venue_id)
);

-- The organisation's own vocabulary of what people can do. People say the code; the record, the id.
create table skills (
  organisation_id uuid not null references organisations,
  id uuid not null default gen_random_uuid(),
  code text collate "C" not null check (code ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
  label text collate "unicode" not null check (char_length(label) between 1 and 255),
  family text not null check (family in ('son', 'lumiere', 'plateau', 'video', 'costume', 'accueil',
    'securite', 'artistique', 'habilitation', 'autre')),
  rome_code text check (rome_code ~ '^[A-Z][0-9]{4}$'),
  -- A habilitation: possession of it can end.
  expires boolean not null default false,
  version integer not null default 1,
  primary key (organisation_id, code)
);

alter table artists
  add column email text,
  add column phone text,
  add column annexe smallint check (annexe in (8, 10)),
  add column birth_date date,
  add column occupation text,
  add column notes text,
  -- Counts the changes of all that is not the name and the availabilities.
  add column profile_version integer not null default 1;

create table artist_skills (
  organisation_id uuid not null,
  artist_id uuid not null,
  code text collate "C" not null,
  level smallint not null check (level between 1 and 3),
  expires_on date,
  primary key (organisation_id, artist_id, code),
  foreign key (organisation_id, artist_id) references artists on delete cascade,
  foreign key (organisation_id, code) references skills
);

create index artist_skills_by_code on artist_skills (organisation_id, code, level);

create table projects (
  organisation_id uuid not null references organisations,
  id uuid not null,
  title text collate "unicode" not null check (char_length(title) between 1 and 255),
  starts_on date,
  ends_on date,
  status text not null default 'active' check (status in ('draft', 'active', 'closed')),
  colour text check (colour ~ '^#[0-9a-f]{6}$'),
  -- The profile of working-time rules; null takes the default one.
  convention text,
  version integer not null default 1,
  primary key (organisation_id, id),
  check (ends_on >= starts_on)
);

create index projects_by_title on projects (organisation_id, title, id);

/* A vocabulary to start with, in every organisation. */
create function seed_skills(organisation uuid) returns void
language sql
as $$
  insert into skills (organisation_id, code, label, family, rome_code, expires)
  select organisation, code, label, family, rome_code, expires
  from (values
    ('son', 'Son', 'son', 'L1508', false),
    ('regie-son', 'Régie son', 'son', 'L1508', false),
    ('lumiere', 'Lumière', 'lumiere', 'L1504', false),
    ('regie-lumiere', 'Régie lumière', 'lumiere', 'L1504', false),
    ('plateau', 'Plateau', 'plateau', 'L1509', false),
    ('machinerie', 'Machinerie', 'plateau', 'L1503', false),
    ('regie-generale', 'Régie générale', 'plateau', 'L1509', false),
    ('video', 'Vidéo', 'video', 'L1508', false),
    ('costume', 'Costumes', 'costume', 'L1502', false),
    ('maquillage', 'Maquillage, coiffure', 'costume', 'L1501', false),
    ('accueil', 'Accueil du public', 'accueil', null, false),
    ('securite', 'Sécurité', 'securite', 'K2503', false),
    ('comedie', 'Jeu dramatique', 'artistique', 'L1203', false),
    ('musique', 'Musique', 'artistique', 'L1202', false),
    ('danse', 'Danse', 'artistique', 'L1201', false),
    ('caces', 'CACES nacelle', 'habilitation', null, true),
    ('electrique', 'Habilitation électrique', 'habilitation', null, true),
    ('travail-en-hauteur', 'Travail en hauteur', 'habilitation', null, true),
    ('ssiap', 'SSIAP', 'habilitation', null, true),
    ('sst', 'Sauveteur secouriste du travail', 'habilitation', null, true)
  ) as seed (code, label, family, rome_code, expires)
$$;

select seed_skills(id) from organisations;

create function seed_new_organisation() returns trigger
language plpgsql as $$
begin
  perform seed_skills(new.id);
  return null;
end $$;

create trigger organisations_seed_skills after insert on organisations
  for each row execute function seed_new_organisation();
