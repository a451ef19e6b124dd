import { open } from "@coulisses/database";
import { sql } from "kysely";

const organisation = "00000000-0000-4000-8000-000000000001";

/**
 * Fills a migrated database with more than a list may answer at once: artists with hundreds of
 * availabilities, a week of missions with long notes and engagements, plannings, and a long
 * audit log.
 */
export async function fillDatabase(url: string): Promise<void> {
  const database = await open(url);
  const { db } = database;
  try {
    await sql`
      insert into artists (organisation_id, id, name)
      select ${organisation}::uuid, md5('artist ' || n)::uuid, 'Artiste ' || n
      from generate_series(1, 1000) as n`.execute(db);
    await sql`
      insert into availabilities (organisation_id, artist_id, start, "end")
      select organisation_id, id, timestamp '2027-07-01 09:00' + slot * interval '3 hours',
        timestamp '2027-07-01 11:00' + slot * interval '3 hours'
      from artists, generate_series(1, 500) as slot`.execute(db);
    await sql`
      insert into venues (organisation_id, id, name, time_zone, access_notes)
      select ${organisation}::uuid, md5('venue ' || n)::uuid, 'Lieu ' || n, 'Europe/Paris',
        repeat('Entrée des artistes. ', 100)
      from generate_series(1, 1000) as n`.execute(db);
    await sql`
      insert into missions (organisation_id, id, venue_id, title, kind, starts_at, ends_at, notes)
      select ${organisation}::uuid, md5('mission ' || n)::uuid, md5('venue ' || n)::uuid,
        'Mission ' || n, 'montage', timestamptz '2027-07-05 08:00Z' + n * interval '10 minutes',
        timestamptz '2027-07-05 12:00Z' + n * interval '10 minutes', repeat('Plan de feu. ', 100)
      from generate_series(1, 1000) as n`.execute(db);
    await sql`
      insert into positions (organisation_id, id, mission_id, place, count, taken)
      select organisation_id, md5('position ' || id)::uuid, id, 1, 2, 1 from missions`.execute(db);
    await sql`
      insert into engagements
        (organisation_id, id, mission_id, position_id, artist_id, status, during, reason)
      select organisation_id, md5('engagement ' || n)::uuid, md5('mission ' || n)::uuid,
        md5('position ' || md5('mission ' || n)::uuid)::uuid, md5('artist ' || n)::uuid, 'confirmed',
        tstzrange(starts_at, ends_at), repeat('Remplace un collègue malade. ', 30)
      from generate_series(1, 1000) as n
      join missions on missions.id = md5('mission ' || n)::uuid`.execute(db);
    await sql`
      insert into plannings (organisation_id, id, event_date)
      select ${organisation}::uuid, md5('planning ' || n)::uuid, date '2027-07-14'
      from generate_series(1, 1000) as n`.execute(db);
    await sql`
      insert into assignments (organisation_id, planning_id, artist_id, start, "end")
      select organisation_id, id, md5('artist ' || n)::uuid, timestamp '2027-07-14 09:00',
        timestamp '2027-07-14 11:00'
      from plannings, generate_series(1, 60) as n`.execute(db);
    await sql`
      select record_change(${organisation}, 'open', null, 'crowd', 'venues.create', 'venue',
        md5('venue ' || n)::uuid, array[null::uuid], array['null'::json],
        array[json_build_object('name', 'Lieu ' || n, 'access_notes', repeat('Quai B. ', 1000))])
      from generate_series(1, 1000) as n`.execute(db);
    await sql`analyze`.execute(db);
  } finally {
    await database.close();
  }
}
