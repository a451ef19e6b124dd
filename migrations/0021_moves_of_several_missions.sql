-- Several missions move in one statement, and can change places: whether somebody is on two at one time is
-- checked when the statement ends, not at each row.
alter table engagements
  drop constraint nobody_twice_at_one_time,
  add constraint nobody_twice_at_one_time exclude using gist
    (organisation_id with =, artist_id with =, during with &&) where (status = 'confirmed')
    deferrable initially immediate;
