-- What is on between two instants: missions of any length, however long ago they began.
create index missions_during on missions
  using gist (organisation_id, tstzrange(starts_at, ends_at));
