-- The record of every change. It is appended to by one function, and read; nothing else. What is
-- hashed holds no personal value, only digests of them, so that a person can be forgotten.

-- What the application acts as, whoever it logs in as: it reads and writes rows, except the record's.
do $$
begin
  if not exists (select from pg_roles where rolname = 'coulisses_app') then
    create role coulisses_app nologin;
  end if;
exception
  -- Another database of the same server makes it at the same moment.
  when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  if not pg_has_role('coulisses_app', 'member') then
    execute format('grant coulisses_app to %I', current_user);
  end if;
end $$;

grant usage on schema public to coulisses_app;
grant select, insert, update, delete on all tables in schema public to coulisses_app;
revoke insert, update, delete on migrations from coulisses_app;
alter default privileges in schema public
  grant select, insert, update, delete on tables to coulisses_app;

-- Several chains an organisation, as many as ever wrote at once: a writer takes one that no other
-- holds, and so waits for none.
create table audit_chains (
  organisation_id uuid not null references organisations,
  chain integer not null,
  height bigint not null,
  hash bytea not null,
  primary key (organisation_id, chain)
);

create table audit_events (
  organisation_id uuid not null references organisations,
  id uuid not null,
  chain integer not null,
  -- Counts the chain's events from 1 on: a missing one leaves a hole.
  height bigint not null,
  -- The heights at which the writer saw the other chains: their newest events cannot go unnoticed.
  witnessed json not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('open', 'person', 'key', 'command')),
  actor_id uuid,
  procedure text not null,
  noun text not null,
  noun_id uuid not null,
  request_id text not null,
  -- Of each entry of audit_values, in order: the person, and the digest.
  digests json not null,
  hash bytea not null,
  primary key (organisation_id, chain, height),
  unique (organisation_id, id)
);

create index audit_events_newest_first on audit_events (organisation_id, at desc, id desc);
create index audit_events_by_noun on audit_events (organisation_id, noun_id, at desc, id desc);

-- What was before and after. The salt keeps a forgotten value from being guessed by its digest. There
-- is no foreign key to the event: one function writes both, and to check each row took half its time.
create table audit_values (
  organisation_id uuid not null,
  event_id uuid not null,
  position integer not null,
  -- The artist whom the values are about: they go when the artist is anonymised.
  artist_id uuid,
  salt uuid not null,
  before json not null,
  after json not null,
  primary key (organisation_id, event_id, position)
);

create index audit_values_by_artist on audit_values (organisation_id, artist_id);

create function audit_digest(salt uuid, before json, after json) returns text
language sql immutable parallel safe
return encode(sha256(convert_to(
  salt::text || length(before::text)::text || ':' || before::text || after::text, 'UTF8')), 'hex');

/* The hash of an event: of all that it says, of the event before it in its chain, and of the newest
   of each other chain that it witnessed. */
create function audit_hash(event audit_events) returns bytea
language sql stable parallel safe
return sha256(convert_to(json_build_array(
  event.organisation_id, event.id, event.chain, event.height,
  to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
  event.actor_kind, event.actor_id, event.procedure, event.noun, event.noun_id, event.request_id,
  event.digests::text, event.witnessed::text,
  (select encode(before.hash, 'hex') from audit_events as before
   where before.organisation_id = event.organisation_id
     and before.chain = event.chain and before.height = event.height - 1),
  -- A sub-select in a sub-select, for a join would read all of the organisation's events.
  (select json_agg((
     select encode(other.hash, 'hex') from audit_events as other
     where other.organisation_id = event.organisation_id
       and other.chain = seen.key::integer and other.height = seen.value::bigint
   ) order by seen.key) from json_each_text(event.witnessed) as seen)
)::text, 'UTF8'));

/* Appends one event: what was done, by whom, and what was before and after, of which artist. */
create function record_change(
  organisation uuid, actor_kind text, actor_id uuid, request_id text,
  procedure text, noun text, noun_id uuid,
  artists uuid[], befores json[], afters json[]
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
  event.id := gen_random_uuid();
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
  select coalesce(
    json_agg(json_build_array(artist, audit_digest(salt, before, after)) order by position), '[]')
  into event.digests from entry;

  event.hash := audit_hash(event);
  insert into audit_events values (event.*);
  update audit_chains set height = event.height, hash = event.hash
  where organisation_id = organisation and chain = own.chain;
end $$;

/* What is known of an artist goes from the record; that something happened stays. Returns how much
   was known. */
create function forget_artist(organisation uuid, artist uuid) returns bigint
language sql security definer set search_path = public, pg_temp
as $$
  with forgotten as (
    delete from audit_values where organisation_id = organisation and artist_id = artist returning 1
  )
  select count(*) from forgotten
$$;

revoke insert, update, delete on audit_chains, audit_events, audit_values from coulisses_app;
revoke execute on function record_change, forget_artist from public;
grant execute on function record_change, forget_artist to coulisses_app;

create function refuse_to_rewrite() returns trigger
language plpgsql as $$
begin
  raise exception 'The record is only appended to';
end $$;

create trigger audit_events_append_only before update or delete or truncate on audit_events
  execute function refuse_to_rewrite();
create trigger audit_values_not_rewritten before update or truncate on audit_values
  execute function refuse_to_rewrite();
