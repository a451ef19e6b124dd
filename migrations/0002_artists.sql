-- What a person types to find a name: case, accents and ligatures ignored. "unicode" is ICU's
-- root collation; with it lower() knows all letters, whatever the server's own locale.
create function search_key(name text) returns text
language sql immutable strict parallel safe
return replace(replace(
  regexp_replace(normalize(lower(name collate "unicode"), nfkd), '[\u0300-\u036f]', '', 'g'),
  'œ', 'oe'), 'æ', 'ae');

create table artists (
  organisation_id uuid not null references organisations,
  id uuid not null,
  name text collate "unicode" not null check (char_length(name) between 1 and 255),
  search_key text not null generated always as (search_key(name)) stored,
  primary key (organisation_id, id)
);

create index artists_by_name on artists (organisation_id, name, id);

-- Wall-clock time of the organisation's zone: the hour that a clock change repeats or skips
-- comes back as it was sent.
create table availabilities (
  organisation_id uuid not null,
  artist_id uuid not null,
  start timestamp not null,
  "end" timestamp not null,
  primary key (organisation_id, artist_id, start, "end"),
  foreign key (organisation_id, artist_id) references artists on delete cascade,
  check ("end" > start)
);
