import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { refusal, testApi } from "../kit/factory.ts";
import { stage } from "./factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place, confirm } = await stage(whole);

/** What must hold of all rows, whatever was done. */
async function broken() {
  const { rows } = await sql`
    select 'overlap' as what from engagements as a
    join engagements as b using (organisation_id, artist_id)
    where a.status = 'confirmed' and b.status = 'confirmed' and a.id < b.id and a.during && b.during
    union all
    select 'overfull' from positions
    where taken <> (
      select count(*) from engagements
      where organisation_id = positions.organisation_id and position_id = positions.id
        and status = 'confirmed'
    ) or taken > count
    union all
    select 'cancelled' from engagements join missions
      on missions.organisation_id = engagements.organisation_id and missions.id = mission_id
    where engagements.status = 'confirmed' and missions.status = 'cancelled'
    union all
    select 'elsewhere' from engagements join missions
      on missions.organisation_id = engagements.organisation_id and missions.id = mission_id
    where engagements.status in ('option', 'confirmed')
      and during <> tstzrange(missions.starts_at, missions.ends_at)
  `.execute(whole.database.db);
  return rows;
}

describe("planners at once", () => {
  test("16 who confirm one person on overlapping missions: each round exactly one wins", async () => {
    for (let round = 0; round < 10; round += 1) {
      const artist_id = await artist("Wanted");
      const first = await mission("14:00", "18:00");
      const options: string[] = [];
      for (let i = 0; i < 16; i += 1) {
        const { position_id } = await mission("15:00", "19:00", { on: first.on });
        options.push((await place(position_id, artist_id, "option")).id);
      }
      const all = await Promise.allSettled(options.map((id) => confirm(id)));
      const lost = all.filter((result) => result.status === "rejected");
      const statuses = await Promise.all(
        lost.map(async ({ reason }) => (await refusal(Promise.reject(reason))).status),
      );
      expect(statuses).toEqual(Array.from({ length: 15 }, () => 409));
    }
    expect(await broken()).toEqual([]);
  });

  test("the last seat of a position goes to one of them", async () => {
    const { position_id } = await mission();
    const artists = await Promise.all(Array.from({ length: 16 }, () => artist("Seat")));
    const all = await Promise.allSettled(
      artists.map((artist_id) => place(position_id, artist_id, "confirmed")),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await broken()).toEqual([]);
  });

  test("two missions moved onto each other at the same moment: one of them moves", async () => {
    for (let round = 0; round < 10; round += 1) {
      const artist_id = await artist("Moved");
      const morning = await mission("08:00", "10:00");
      const evening = await mission("20:00", "22:00", { on: morning.on });
      await place(morning.position_id, artist_id, "confirmed");
      await place(evening.position_id, artist_id, "confirmed");
      const to = (mission_id: string) =>
        api.missions.update({
          mission_id,
          starts_at: `${morning.on}T14:00`,
          ends_at: `${morning.on}T16:00`,
        });
      const both = await Promise.allSettled([to(morning.id), to(evening.id)]);
      expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }
    expect(await broken()).toEqual([]);
  });
});
