-- Who may act in which organisation: people, who sign in, and programs, which hold keys.
alter table organisations
  add column language text not null default 'fr' check (language in ('fr', 'en')),
  add column created_at timestamptz not null default now(),
  add check (char_length(name) between 1 and 255);

create table users (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sessions (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  -- Of no use to who reads it here: a cookie carries it signed.
  token text not null unique,
  active_organisation_id uuid references organisations on delete set null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index sessions_by_user on sessions (user_id);

-- How a user proves who they are: a password, hashed, or an account at an identity provider.
create table accounts (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);

create index accounts_by_user on accounts (user_id);

-- What was sent by mail and waits to come back, hashed.
create table verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index verifications_by_identifier on verifications (identifier);

create type role as enum ('admin', 'planner', 'viewer', 'artist');

-- The role "artist" is that of one artist, and no other role is.
create table members (
  organisation_id uuid not null references organisations on delete cascade,
  id uuid not null unique,
  user_id uuid not null references users on delete cascade,
  role role not null,
  artist_id uuid,
  created_at timestamptz not null default now(),
  primary key (organisation_id, id),
  unique (organisation_id, user_id),
  foreign key (organisation_id, artist_id) references artists,
  check ((role = 'artist') = (artist_id is not null))
);

create index members_by_user on members (user_id);
create index members_by_artist on members (organisation_id, artist_id);

create table invitations (
  organisation_id uuid not null references organisations on delete cascade,
  id uuid not null unique,
  email text not null,
  role role not null,
  artist_id uuid,
  status text not null check (status in ('pending', 'accepted', 'rejected', 'canceled')),
  inviter_id uuid references users on delete set null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, artist_id) references artists,
  check ((role = 'artist') = (artist_id is not null))
);

create index invitations_by_email on invitations (email);
create index invitations_by_artist on invitations (organisation_id, artist_id);

-- A key belongs to the organisation, and outlives the membership of whoever made it.
create table keys (
  organisation_id uuid not null references organisations on delete cascade,
  id uuid not null,
  -- SHA-256: the key itself is 256 random bits, which no dictionary holds.
  hash bytea not null unique,
  -- The first characters, by which people tell keys apart.
  start text not null,
  name text not null check (char_length(name) between 1 and 255),
  role role not null,
  artist_id uuid,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organisation_id, id),
  foreign key (organisation_id, artist_id) references artists,
  check ((role = 'artist') = (artist_id is not null))
);

create index keys_newest_first on keys (organisation_id, created_at desc, id desc);
create index keys_by_artist on keys (organisation_id, artist_id);
