import { type PackedWorld, rate, unpackWorld, type World } from "@coulisses/planning";
import { describe, expect, test } from "vitest";
import { stage } from "./engagements.factory.ts";
import { as, countStatements, refusal, testApi } from "../kit/factory.ts";
import { knownElsewhere } from "./outside-work.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place, far } = await stage(whole);

const on = "2027-02-03";
const week = { from: "2027-02-01T00:00:00+01:00", to: "2027-02-08T00:00:00+01:00" };
const availabilities = [{ start: "2027-02-01T08:00", end: "2027-02-07T23:00" }];

/** All pages of the world of a week. */
async function pagesOf(limit?: number): Promise<PackedWorld[]> {
  const pages: PackedWorld[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await api.calendar.world({
      ...week,
      ...(limit !== undefined && { limit }),
      ...(cursor && { cursor }),
    });
    pages.push(page.world);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return pages;
}

/** The world of some pages, but for when they were read. */
function withoutNow(pages: PackedWorld[]): World {
  return { ...unpackWorld(pages), now: 0 };
}

describe("the world of a week", async () => {
  const { id: project_id } = await api.projects.create({ title: "Le Songe", convention: "ccneac" });
  const set_up = await mission("08:00", "12:00", {
    on,
    project_id,
    kind: "montage",
    positions: [{ skill: "son", count: 2 }],
    breaks: [{ starts_at: `${on}T10:00`, ends_at: `${on}T10:30` }],
  });
  const show = await mission("20:00", "02:00", { on, venue_id: far, positions: [{ count: 2 }] });
  const eve = await mission("22:00", "02:00", { on: "2027-02-02" });
  const cancelled = await mission("15:00", "16:00", { on });
  await api.missions.update({ mission_id: cancelled.id, status: "cancelled" });
  await mission("15:00", "16:00", { on, is_template: true });
  const bare = await mission("15:00", "16:00", { on });
  await api.missions.update({ mission_id: bare.id, positions: [] });

  const camille = await artist("Camille");
  await api.profiles.update({
    artist_id: camille,
    occupation: "technician",
    birth_date: "2000-01-01",
    skills: [{ code: "son", level: 3 }],
  });
  await place(eve.position_id, camille, "confirmed");
  await place(set_up.position_id, camille, "option");
  const dominique = await artist("Dominique");
  await api.artists.setAvailabilities({ artist_id: dominique, availabilities });
  const elsewhere = await knownElsewhere(whole, dominique);
  await elsewhere.works({
    starts_at: `${on}T09:00`,
    ends_at: `${on}T18:00`,
    worked_minutes: 400,
  });
  const earlier = await mission("10:00", "14:00", { on: "2027-01-30" });
  const loup = await artist("Loup");
  await api.artists.setAvailabilities({ artist_id: loup, availabilities });
  await place(earlier.position_id, loup, "confirmed");
  await artist("Neither engaged nor available");

  test("has the positions of that time that can be filled, and the people of the calendar", async () => {
    const world = unpackWorld(await pagesOf());
    expect(new Set(Object.keys(world.positions))).toEqual(
      new Set([set_up.position_id, show.position_id, eve.position_id]),
    );
    const { people } = await api.calendar.get(week);
    expect(Object.values(world.candidates).map(({ id }) => id)).toEqual(
      people.map(({ artist_id }) => artist_id),
    );
    expect(world.rosters[loup]?.calls).toHaveLength(1);
  });

  test("judges everybody on every position as the server does", async () => {
    const world = unpackWorld(await pagesOf());
    for (const { id: mission_id, position_id } of [set_up, show, eve]) {
      const { items } = await api.missions.candidates({ mission_id, position_id });
      // The hours that Dominique works elsewhere are not disclosed.
      const known = items.filter((item) => item.artist_id in world.candidates);
      for (const { artist_id, engagement_id, ...judged } of known.filter(
        ({ name }) => name !== "Dominique",
      ))
        expect(rated(world, { position_id, artist_id, engagement_id })).toEqual({
          name: judged.name,
          verdict: judged.verdict,
          findings: judged.findings.map(({ message: _message, ...finding }) => finding),
        });
    }
  });

  test("is the same page by page, with the positions on the first", async () => {
    const pages = await pagesOf(1);
    expect(pages.map(({ people }) => people.length)).toEqual([1, 1, 1]);
    expect(pages.map(({ positions }) => positions.length > 0)).toEqual([true, false, false]);
    expect(withoutNow(pages)).toEqual(withoutNow(await pagesOf()));
  });

  test("holds times of work that another organisation has on file, not its hours", async () => {
    const { people } = await api.calendar.get(week);
    const { outside } = (await pagesOf())[0]?.people.find(({ id }) => id === dominique) ?? {};
    expect(outside).toEqual([
      {
        id: null,
        start: Temporal.Instant.from(`${on}T09:00+01:00`).epochMilliseconds,
        end: Temporal.Instant.from(`${on}T18:00+01:00`).epochMilliseconds,
        worked_minutes: null,
      },
    ]);
    const busy = people.find(({ artist_id }) => artist_id === dominique)?.busy ?? [];
    expect(busy).toMatchObject([{ starts_at: `${on}T09:00:00+01:00` }]);
  });

  test("ends a page where the next person does not fit", async () => {
    const all = await api.calendar.world(week);
    const bytes = Buffer.byteLength(JSON.stringify(all));
    const narrow = as({ ...whole, context: { ...whole.context, most_bytes: bytes - 100 } }, {});
    const first = await narrow.calendar.world(week);
    expect(first.world.people.map(({ name }) => name)).toEqual(["Camille", "Dominique"]);
    expect(first.next_cursor).not.toBeNull();
    const rest = await api.calendar.world({ ...week, cursor: first.next_cursor ?? "" });
    expect(withoutNow([first.world, rest.world])).toEqual(withoutNow([all.world]));
  });

  test("is refused where it does not fit, and over more than 62 days", async () => {
    const narrow = as({ ...whole, context: { ...whole.context, most_bytes: 500 } }, {});
    expect(await refusal(narrow.calendar.world(week))).toMatchObject({
      status: 422,
      detail: expect.stringContaining("ask for less time"),
    });
    const long = { ...week, to: "2027-05-08T00:00:00Z" };
    expect(await refusal(api.calendar.world(long))).toMatchObject({ status: 422 });
  });

  test("is read in a constant number of statements", async () => {
    const read = (limit: number) =>
      countStatements(whole, (counted) => counted.calendar.world({ ...week, limit }));
    expect(await read(2)).toBe(await read(200));
  });
});

/** What the world says of somebody on a position. */
function rated(
  world: World,
  asked: { position_id: string; artist_id: string; engagement_id: string | null },
) {
  const position = world.positions[asked.position_id];
  const candidate = world.candidates[asked.artist_id];
  if (position === undefined || candidate === undefined) return undefined;
  const engagement_id = asked.engagement_id ?? undefined;
  const { verdict, findings } = rate({ position, candidate, engagement_id }, world);
  return { name: candidate.name, verdict, findings };
}
