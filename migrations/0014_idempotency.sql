-- The answers of calls that came with an Idempotency-Key, so that a call sent again has one effect.
create table idempotency_keys (
  organisation_id uuid not null references organisations on delete cascade,
  -- SHA-256 of the caller and their key, for a caller may have put a secret or a name into it.
  key bytea not null check (octet_length(key) = 32),
  -- SHA-256 of the procedure and its input; null once the answer is erased.
  payload bytea check (octet_length(payload) = 32),
  -- {"answer": …}, or {"refusal": …} if the answer held a secret; null once erased.
  outcome json,
  created_at timestamptz not null default now(),
  primary key (organisation_id, key),
  check ((payload is null) = (outcome is null))
);

create index idempotency_keys_oldest_first on idempotency_keys (organisation_id, created_at);

/* Claims a key until the transaction ends, without waiting, and reads what is stored under it. `is_claimed`
   is false while another transaction holds the claim. */
create function claim_idempotency_key(
  organisation uuid, claimed bytea,
  out is_claimed boolean, out is_stored boolean, out payload bytea, out outcome json
) language plpgsql as $$
begin
  is_claimed := pg_try_advisory_xact_lock(
    hashtextextended('idempotency key ' || organisation || encode(claimed, 'hex'), 0));
  -- A statement after the lock, so that its snapshot has what the last holder committed.
  select stored.payload, stored.outcome into payload, outcome
  from idempotency_keys as stored
  where organisation_id = organisation and key = claimed;
  is_stored := found;
end $$;

/* What is known of an artist goes from the record, and from the organisation every stored answer, which
   may name them; that something happened stays. Returns how much was known. */
create or replace function forget_artist(organisation uuid, artist uuid) returns bigint
language sql security definer set search_path = public, pg_temp
as $$
  with forgotten as (
    delete from audit_values where organisation_id = organisation and artist_id = artist returning 1
  ), erased as (
    update idempotency_keys set payload = null, outcome = null
    where organisation_id = organisation and payload is not null
  )
  select count(*) from forgotten
$$;
