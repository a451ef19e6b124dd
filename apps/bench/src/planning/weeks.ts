import type pg from "pg";

const organisationId = "00000000-0000-4000-8000-000000000001";

/** Numbers of people who have a week with five missions each. */
const weekSizes = [25, 50, 100, 200] as const;

/** Numbers of people on a mission that is moved. */
const crowdSizes = [1, 10, 50] as const;

/** A week in which this many people work five days. Each size has another week. */
export interface Week {
  people: number;
  from: string;
  to: string;
}

/** The input of `engagements.check`. */
export interface Asked {
  /** A person in the middle of 25 weeks of 45 hours, and 13 open positions, one each Saturday. */
  soloist: string;
  saturdays: string[];
  /** Missions on a Saturday, by the number of people on them, who all worked from Monday on. */
  crowds: { people: number; mission_id: string; starts_at: string; ends_at: string }[];
}

/** The rows for planning. */
export interface Planned {
  weeks: Week[];
  asked: Asked;
}

/** Loads weeks of planning into a database, in an organisation under the agreement ccneac. */
export async function loadWeeks(database: pg.Client): Promise<Planned> {
  await database.query(places);
  const weeks: Week[] = [];
  for (const [place, people] of weekSizes.entries()) {
    // After the plannings of the season, in which other people would be busy.
    const monday = Temporal.PlainDate.from("2028-02-07").add({ weeks: 4 * place });
    await loadWorkers(database, { name: `week ${people}`, people, monday, weeks: 1 });
    weeks.push({ people, from: midnight(monday), to: midnight(monday.add({ weeks: 1 })) });
  }
  const asked = { ...(await loadSoloist(database)), crowds: await loadCrowds(database) };
  await database.query("vacuum analyze");
  return { weeks, asked };
}

function midnight(day: Temporal.PlainDate): string {
  return day.toZonedDateTime("Europe/Paris").toInstant().toString();
}

const places = `
  update organisations set convention = 'ccneac' where id = '${organisationId}';

  insert into venues (organisation_id, id, name, time_zone)
  select '${organisationId}', md5('venue ' || n)::uuid, 'Théâtre ' || n, 'Europe/Paris'
  from generate_series(0, 9) as n;

  insert into travel_times (organisation_id, from_venue_id, to_venue_id, minutes)
  select '${organisationId}', md5('venue ' || a)::uuid, md5('venue ' || b)::uuid, 10 * (b - a)
  from generate_series(0, 9) as a, generate_series(a + 1, 9) as b;

  insert into projects (organisation_id, id, title, convention)
  values ('${organisationId}', md5('project')::uuid, 'Le Songe', 'ccneac')`;

interface Workers {
  /** Makes their ids differ from those of other people. */
  name: string;
  people: number;
  monday: Temporal.PlainDate;
  weeks: number;
}

/**
 * People who work from Monday to Friday, nine hours with one off, each on missions of their own. Of
 * every ten, one works late on Wednesday, and so rests too little.
 */
async function loadWorkers(database: pg.Client, workers: Workers): Promise<void> {
  const { name, people, monday, weeks } = workers;
  await database.query(`
    create temporary table planned as
    select person, day, '${organisationId}'::uuid as organisation_id,
      md5('${name} person ' || person)::uuid as artist_id,
      md5('${name} mission ' || person || ' ' || day)::uuid as mission_id,
      date '${monday.toString()}' + 7 * week + weekday + time '09:00' + case
        when person % 10 = 0 and weekday = 2 then interval '6 hours'
        else person % 3 * interval '30 minutes'
      end as start
    from generate_series(1, ${people}) as person, generate_series(0, ${weeks - 1}) as week,
      generate_series(0, 4) as weekday, lateral (select 7 * week + weekday) as at (day);

    insert into artists (organisation_id, id, name, occupation)
    select distinct organisation_id, artist_id, 'Camille ' || to_char(person, '000'), 'technician'
    from planned;

    insert into availabilities (organisation_id, artist_id, start, "end")
    select organisation_id, artist_id, date_trunc('day', start) + interval '8 hours',
      date_trunc('day', start) + interval '23 hours'
    from planned;

    insert into missions
      (organisation_id, id, project_id, venue_id, title, kind, starts_at, ends_at, notes, status)
    select organisation_id, mission_id, md5('project')::uuid, md5('venue ' || person % 10)::uuid,
      'Montage son ' || person, 'montage', start at time zone 'Europe/Paris',
      (start + interval '9 hours') at time zone 'Europe/Paris', 'Entrée des artistes', 'published'
    from planned;

    insert into mission_breaks (organisation_id, mission_id, starts_at, ends_at)
    select organisation_id, id, starts_at + interval '4 hours', starts_at + interval '5 hours'
    from planned join missions using (organisation_id) where id = mission_id;

    insert into positions (organisation_id, id, mission_id, place, skill, count, taken, label)
    select organisation_id, mission_id, mission_id, 0, null, 1, 1, 'Régie son' from planned;

    insert into engagements
      (organisation_id, id, mission_id, position_id, artist_id, status, during)
    select organisation_id, mission_id, mission_id, mission_id, artist_id, 'confirmed',
      tstzrange(starts_at, ends_at)
    from planned join missions using (organisation_id) where id = mission_id;

    drop table planned`);
}

async function loadSoloist(database: pg.Client): Promise<Pick<Asked, "soloist" | "saturdays">> {
  const monday = Temporal.PlainDate.from("2029-01-01");
  await loadWorkers(database, { name: "soloist", people: 1, monday, weeks: 25 });
  await database.query(`
    insert into missions (organisation_id, id, venue_id, title, kind, starts_at, ends_at)
    select '${organisationId}', md5('saturday ' || n)::uuid, md5('venue 1')::uuid, 'Représentation',
      'representation', start at time zone 'Europe/Paris',
      (start + interval '4 hours') at time zone 'Europe/Paris'
    from generate_series(6, 18) as n,
      lateral (select date '${monday.toString()}' + 7 * n + 5 + time '18:00') as at (start);

    insert into positions (organisation_id, id, mission_id, place, count)
    select organisation_id, id, id, 0, 1 from missions where title = 'Représentation'`);
  const { rows } = await database.query<{ soloist: string; saturdays: string[] }>(`
    select md5('soloist person 1')::uuid as soloist,
      array(select id::text from missions where title = 'Représentation' order by starts_at)
        as saturdays`);
  const [row] = rows;
  if (row === undefined) throw new Error("A select without from answers one row");
  return row;
}

async function loadCrowds(database: pg.Client): Promise<Asked["crowds"]> {
  const monday = Temporal.PlainDate.from("2028-06-05");
  const people = Math.max(...crowdSizes);
  await loadWorkers(database, { name: "crowd", people, monday, weeks: 1 });
  await database.query(`
    insert into missions (organisation_id, id, venue_id, title, kind, starts_at, ends_at)
    select '${organisationId}', md5('crowd of ' || size)::uuid, md5('venue 1')::uuid, 'Raccord',
      'repetition', start at time zone 'Europe/Paris',
      (start + interval '3 hours') at time zone 'Europe/Paris'
    from unnest(array[${crowdSizes.join()}]) with ordinality as crowd (size, place),
      lateral (
        select date '${monday.toString()}' + 5 + time '06:00' + place * interval '4 hours'
      ) as at (start);

    insert into positions (organisation_id, id, mission_id, place, count, taken)
    select '${organisationId}', md5('crowd of ' || size)::uuid, md5('crowd of ' || size)::uuid, 0,
      size, size
    from unnest(array[${crowdSizes.join()}]) as size;

    insert into engagements
      (organisation_id, id, mission_id, position_id, artist_id, status, during)
    select organisation_id, md5(size || ' ' || person)::uuid, id, id,
      md5('crowd person ' || person)::uuid, 'confirmed', tstzrange(starts_at, ends_at)
    from unnest(array[${crowdSizes.join()}]) as size, generate_series(1, size) as person, missions
    where id = md5('crowd of ' || size)::uuid`);
  const { rows } = await database.query<Asked["crowds"][number]>(`
    select count as people, mission_id, json_build_object('at', starts_at) ->> 'at' as starts_at,
      json_build_object('at', ends_at) ->> 'at' as ends_at
    from positions join missions using (organisation_id)
    where missions.id = mission_id and title = 'Raccord'
    order by count`);
  return rows;
}
