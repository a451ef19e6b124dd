-- What is on between two instants: missions of any length, however long ago they began.
create index missions_during on missions
  using gist (organisation_id, tstzrange(starts_at, ends_at));

-- The rank of an option is counted among an artist's options then.
create index engagements_options on engagements
  using gist (organisation_id, artist_id, during) where (status = 'option');
