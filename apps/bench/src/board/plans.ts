import type pg from "pg";

const organisationId = "00000000-0000-4000-8000-000000000001";

/** A plan that the board shows: everybody has five engagements, on missions of four people. */
export interface BoardPlan {
  people: number;
  /** Over which the missions are spread, from `from` on. */
  days: number;
  zoom: "fortnight" | "month";
  /** `YYYY-MM-DD`: a Monday. */
  from: string;
}

/** The sizes that the targets name. */
export const boardPlans = {
  fortnight: { people: 200, days: 14, zoom: "fortnight", from: "2029-03-05" },
  month: { people: 1000, days: 31, zoom: "month", from: "2029-06-04" },
} as const satisfies Record<string, BoardPlan>;

/** Loads the plans into a database, which has venues afterwards. */
export async function loadBoardPlans(database: pg.Client): Promise<void> {
  await database.query(`
    insert into venues (organisation_id, id, name, time_zone)
    select '${organisationId}', md5('stage ' || n)::uuid, 'Théâtre ' || n, 'Europe/Paris'
    from generate_series(0, 9) as n;

    insert into projects (organisation_id, id, title)
    select '${organisationId}', md5('production ' || n)::uuid, 'Production ' || n
    from generate_series(0, 5) as n`);
  for (const plan of Object.values(boardPlans)) await loadPlan(database, plan);
  await database.query("vacuum analyze");
}

/** Crews of four with five missions, on days apart; and one mission with an open seat for ten people. */
async function loadPlan(database: pg.Client, { people, days, zoom, from }: BoardPlan) {
  const crews = people / 4;
  const apart = Math.floor((days - 1) / 5);
  await database.query(`
    insert into artists (organisation_id, id, name, occupation)
    select '${organisationId}', md5('${zoom} person ' || n)::uuid,
      (array['Adèle', 'Bastien', 'Camille', 'Hélène', 'Noé', 'Zoé'])[n % 6 + 1] || ' '
        || (array['Roux', 'Le Gall', 'Fontaine', 'Moreau', 'Petit'])[n % 5 + 1] || ' ' || n,
      'technician'
    from generate_series(1, ${people}) as n;

    create temporary table planned as
    select crew, '${organisationId}'::uuid as organisation_id,
      md5('${zoom} mission ' || crew || ' ' || turn)::uuid as mission_id, turn = 5 as is_open,
      date '${from}' + (crew * 3 + turn * ${apart}) % ${days} + time '08:00'
        + crew % 5 * interval '2 hours' as start
    from generate_series(0, ${crews - 1}) as crew, generate_series(0, 5) as turn
    where turn < 5 or crew % 5 = 0;

    insert into missions
      (organisation_id, id, project_id, venue_id, title, kind, starts_at, ends_at, status)
    select organisation_id, mission_id, md5('production ' || crew % 6)::uuid,
      md5('stage ' || crew % 10)::uuid, (array['Montage', 'Répétition', 'Raccord'])[crew % 3 + 1],
      (array['montage', 'repetition', 'repetition'])[crew % 3 + 1],
      start at time zone 'Europe/Paris', (start + interval '6 hours') at time zone 'Europe/Paris',
      'published'
    from planned;

    insert into positions (organisation_id, id, mission_id, place, count, taken, label)
    select organisation_id, md5(mission_id || ' seat ' || seat)::uuid, mission_id, seat - 1, 1,
      case when is_open then 0 else 1 end, 'Poste ' || seat
    from planned, generate_series(1, 4) as seat;

    insert into engagements
      (organisation_id, id, mission_id, position_id, artist_id, status, during)
    select planned.organisation_id, md5(mission_id || ' engagement ' || seat)::uuid, mission_id,
      md5(mission_id || ' seat ' || seat)::uuid,
      md5('${zoom} person ' || crew * 4 + seat)::uuid, 'confirmed',
      tstzrange(starts_at, ends_at)
    from planned join missions on missions.id = mission_id, generate_series(1, 4) as seat
    where not is_open;

    drop table planned`);
}
