-- The caller of record_change chooses the id of the event, which an answer tells, and says by which schema
-- the values were written, so that a later program can read them. An older program names neither.
drop function record_change(uuid, text, uuid, text, text, text, uuid, uuid[], json[], json[]);

/* Appends one event: what was done, by whom, and what was before and after, of which artist. */
create function record_change(
  organisation uuid, actor_kind text, actor_id uuid, request_id text,
  procedure text, noun text, noun_id uuid,
  artists uuid[], befores json[], afters json[],
  event_id uuid default gen_random_uuid(), schema_version integer default 0
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  own audit_chains;
  event audit_events;
begin
  select * into own from audit_chains
  where organisation_id = organisation order by chain limit 1 for update skip locked;
  if not found then
    own := (organisation, floor(random() * 2147483647), 0, '');
    insert into audit_chains values (own.*);
  end if;
  event.organisation_id := organisation;
  event.id := event_id;
  event.chain := own.chain;
  event.height := own.height + 1;
  select coalesce(json_object_agg(chain, height order by chain), '{}') into event.witnessed
  from audit_chains where organisation_id = organisation and chain <> own.chain;
  event.at := clock_timestamp();
  event.actor_kind := actor_kind;
  event.actor_id := actor_id;
  event.procedure := procedure;
  event.noun := noun;
  event.noun_id := noun_id;
  event.request_id := request_id;

  with entry as materialized (
    select artist, before, after, position - 1 as position, gen_random_uuid() as salt
    from unnest(artists, befores, afters) with ordinality as sent (artist, before, after, position)
  ), kept as (
    insert into audit_values
    select organisation, event.id, position, artist, salt, before, after from entry
  )
  -- The hash of the event covers the schema version too. Entries of an older program have none.
  select coalesce(
    json_agg(json_build_array(artist, audit_digest(salt, before, after), schema_version)
      order by position), '[]')
  into event.digests from entry;

  event.hash := audit_hash(event);
  insert into audit_events values (event.*);
  update audit_chains set height = event.height, hash = event.hash
  where organisation_id = organisation and chain = own.chain;
end $$;

revoke execute on function record_change from public;
grant execute on function record_change to coulisses_app;
