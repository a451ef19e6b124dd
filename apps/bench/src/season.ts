import type pg from "pg";

/** The body of `POST /plannings`. */
export interface PlanningBody {
  event_date: string;
  artists: { id: string; name: string; availabilities: { start: string; end: string }[] }[];
}

/** The rows of a season, from which plannings are made. */
export interface Season {
  event_date: string;
  /** Every artist, with three of their ten availabilities: one on the day, two after it. */
  artists: PlanningBody["artists"];
}

const eventDate = "2027-07-14";
const organisationId = "00000000-0000-4000-8000-000000000001";

/** Loads 1,000 artists with 10 availabilities into a migrated database. */
export async function loadSeason(database: pg.Client): Promise<Season> {
  await database.query(`
    insert into artists (organisation_id, id, name)
    select '${organisationId}', md5(n::text)::uuid,
      (array['Camille', 'Dominique', 'Hélène', 'Noé', 'Zoé'])[n % 5 + 1] || ' Fontaine ' || n
    from generate_series(1, 1000) as n;

    insert into availabilities (organisation_id, artist_id, start, "end")
    select organisation_id, id, day + interval '9 hours', day + interval '18 hours'
    from artists, generate_series(timestamp '${eventDate}', timestamp '${eventDate}' + interval '9 days', '1 day') as day;
  `);
  await resetPlannings(database);
  await database.query("vacuum analyze");
  const { rows } = await database.query<Season["artists"][number]>(`
    select id, name, (
      select json_agg(json_build_object('start', start, 'end', "end") order by start)
      from availabilities
      where artist_id = artists.id and start < timestamp '${eventDate}' + interval '3 days'
    ) as availabilities
    from artists
    order by id
  `);
  return { event_date: eventDate, artists: rows };
}

/**
 * Leaves 200 plannings of 10 artists each and no others, and no audit log of them, so that every
 * measurement, of whichever contender, starts from the same rows.
 */
export async function resetPlannings(database: pg.Client): Promise<void> {
  await database.query(`
    -- No trigger of the record's, which refuse to have it rewritten.
    set session_replication_role = replica;
    truncate assignments, plannings, audit_values, audit_events, audit_chains;
    set session_replication_role = origin;

    insert into plannings (organisation_id, id, event_date, created_at)
    select '${organisationId}', md5('planning ' || n)::uuid, date '${eventDate}' + n,
      timestamptz '2027-01-01T00:00:00Z' + n * interval '1 minute'
    from generate_series(1, 200) as n;

    insert into assignments (organisation_id, planning_id, artist_id, start, "end")
    select organisation_id, id, md5((position * 97 + extract(day from event_date)::int)::text)::uuid,
      event_date + interval '9 hours', event_date + interval '18 hours'
    from plannings, generate_series(1, 10) as position;
  `);
  await database.query("vacuum analyze plannings, assignments");
}
