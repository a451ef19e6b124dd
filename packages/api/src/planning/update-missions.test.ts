import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { broken, stage } from "./engagements.factory.ts";
import { as, countStatements, refusal, testApi } from "../kit/factory.ts";
import { lastEvent } from "./missions.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place, far } = await stage(whole);
const planner = as(whole, { role: "planner" });

type Made = Awaited<ReturnType<typeof mission>>;
const at = (on: string, from: string, to: string) => ({
  starts_at: `${on}T${from}`,
  ends_at: `${on}T${to}`,
});
const get = ({ id: mission_id }: { id: string }) => api.missions.get({ mission_id });
const all = (missions: { id: string }[]) => Promise.all(missions.map(get));
const engagementOf = (id: string) => api.engagements.get({ engagement_id: id });

/** A mission in the morning and one in the afternoon of a day, with one person confirmed on both. */
async function dayOf(artist_id: string) {
  const morning = await mission("09:00", "12:00");
  const afternoon = await mission("12:00", "15:00", { on: morning.on });
  const first = await place(morning.position_id, artist_id, "confirmed");
  const second = await place(afternoon.position_id, artist_id, "confirmed");
  return { morning, afternoon, first, second, on: morning.on };
}

describe("an update of several missions", () => {
  test("lets two missions with the same person change places", async () => {
    const { morning, afternoon, first, second, on } = await dayOf(await artist());
    const { missions } = await planner.missions.updateMany({
      missions: [
        { mission_id: morning.id, expected_version: 1, ...at(on, "12:00", "15:00") },
        { mission_id: afternoon.id, expected_version: 1, ...at(on, "09:00", "12:00") },
      ],
    });
    expect(missions.map(({ id, starts_at, version }) => [id, starts_at, version])).toEqual([
      [morning.id, afternoon.starts_at, 2],
      [afternoon.id, morning.starts_at, 2],
    ]);
    expect(await engagementOf(first.id)).toMatchObject({ starts_at: afternoon.starts_at });
    expect(await engagementOf(second.id)).toMatchObject({ starts_at: morning.starts_at });
    expect(await broken(whole)).toEqual([]);
  });

  test("judges a later day with all missions on it, whatever their order", async () => {
    const made = await dayOf(await artist());
    for (const missions of [
      [made.morning, made.afternoon],
      [made.afternoon, made.morning],
    ]) {
      const moves = (await all(missions)).map(({ id, starts_at, ends_at }) => ({
        mission_id: id,
        starts_at: Temporal.Instant.from(starts_at).add({ hours: 3 }).toString(),
        ends_at: Temporal.Instant.from(ends_at).add({ hours: 3 }).toString(),
      }));
      await planner.missions.updateMany({ missions: moves });
    }
    expect(await broken(whole)).toEqual([]);
  });

  test("is undone and redone by one event each, with the people on it", async () => {
    const { morning, afternoon, first, on } = await dayOf(await artist());
    const was = await all([morning, afternoon]);
    const changed = await planner.missions.updateMany({
      missions: [
        { mission_id: morning.id, ...at(on, "12:00", "15:00"), title: "Later" },
        { mission_id: afternoon.id, ...at(on, "09:00", "12:00") },
      ],
    });
    expect(changed.changed.engagements).toHaveLength(2);
    const undone = await planner.missions.undo({ event_id: changed.event_id ?? "" });
    expect(undone.missions).toEqual(was.map((one) => ({ ...one, version: 3 })));
    expect(await engagementOf(first.id)).toMatchObject({ starts_at: morning.starts_at });
    const redone = await planner.events.undo({ event_id: undone.event_id ?? "" });
    expect(redone.missions.map(({ starts_at }) => starts_at)).toEqual(
      changed.missions.map(({ starts_at }) => starts_at),
    );
    expect(await lastEvent(whole, morning.id)).toBe(await lastEvent(whole, afternoon.id));
    expect(await broken(whole)).toEqual([]);
  });

  test("cancels several with the people on them, and one undo restores all", async () => {
    const { morning, afternoon, first, second } = await dayOf(await artist());
    const { event_id } = await planner.missions.updateMany({
      missions: [morning, afternoon].map(({ id }) => ({ mission_id: id, status: "cancelled" })),
    });
    for (const { id } of [first, second])
      expect(await engagementOf(id)).toMatchObject({ status: "cancelled" });
    await planner.missions.undo({ event_id: event_id ?? "" });
    for (const { id } of [first, second])
      expect(await engagementOf(id)).toMatchObject({ status: "confirmed" });
    expect(await broken(whole)).toEqual([]);
  });

  test("moves one where another was that is cancelled with it, and back", async () => {
    const { morning, afternoon, on } = await dayOf(await artist());
    const { event_id } = await planner.missions.updateMany({
      missions: [
        { mission_id: morning.id, ...at(on, "12:00", "15:00") },
        { mission_id: afternoon.id, status: "cancelled" },
      ],
    });
    await planner.missions.undo({ event_id: event_id ?? "" });
    expect(await broken(whole)).toEqual([]);
  });

  test("keeps wall-clock times of each venue over a clock change", async () => {
    const { id: noumea } = await api.venues.create({ name: "Nouméa", time_zone: "Pacific/Noumea" });
    const here = await mission("20:00", "23:00", { on: "2027-10-29" });
    const there = await mission("20:00", "23:00", { on: "2027-10-29", venue_id: noumea });
    const { missions } = await planner.missions.updateMany({
      missions: [here, there].map(({ id }) => ({
        mission_id: id,
        ...at("2027-10-31", "20:00", "23:00"),
      })),
    });
    expect(missions.map(({ starts_at }) => starts_at)).toEqual([
      "2027-10-31T20:00:00+01:00",
      "2027-10-31T20:00:00+11:00",
    ]);
  });

  test("refuses all for a time that a clock change skips, and says whose", async () => {
    const made = [await mission(), await mission()];
    const skipped = planner.missions.updateMany({
      missions: made.map(({ id }, i) => ({
        mission_id: id,
        ...at("2027-03-28", i === 0 ? "01:00" : "02:30", "06:00"),
      })),
    });
    expect(await refusal(skipped)).toMatchObject({
      status: 422,
      issues: [{ path: ["missions", 1, "starts_at"] }],
    });
    expect((await all(made)).map(({ version }) => version)).toEqual([1, 1]);
  });

  test("changes nothing where one is blocked, and names its mission", async () => {
    const { morning, afternoon, on } = await dayOf(await artist());
    const other = await mission("08:00", "16:00", { title: "Montage" });
    const inTheWay = await mission("09:00", "12:00");
    const artist_id = await artist("Bastien");
    for (const { position_id } of [other, inTheWay])
      await place(position_id, artist_id, "confirmed");
    const refused = await refusal(
      planner.missions.updateMany({
        missions: [
          { mission_id: morning.id, ...at(on, "07:00", "10:00") },
          { mission_id: other.id, ...at(inTheWay.on, "08:00", "16:00") },
        ],
      }),
    );
    expect(refused).toMatchObject({
      status: 409,
      current: { findings: [{ rule: "overlap", mission: { id: other.id, title: "Montage" } }] },
    });
    expect(await all([morning, afternoon, other])).toMatchObject([
      { version: 1 },
      { version: 1 },
      { version: 1 },
    ]);
  });

  test("refuses stale versions, with all missions that are as they are now", async () => {
    const made = [await mission(), await mission(), await mission()];
    for (const { id } of made.slice(1)) await api.missions.update({ mission_id: id, title: "New" });
    const move = (expected_version: number) =>
      planner.missions.updateMany({
        missions: made.map(({ id, on }) => ({
          mission_id: id,
          expected_version,
          ...at(on, "10:00", "12:00"),
        })),
      });
    expect(await refusal(move(1))).toMatchObject({
      status: 412,
      detail: "Somebody has changed New and 1 more since you read them",
      current: { missions: await all(made.slice(1)) },
    });
    expect((await all(made)).map(({ version }) => version)).toEqual([1, 2, 2]);
  });

  test("needs the right to override, and keeps the reason with each engagement", async () => {
    const show = await mission("18:00", "23:00");
    const next = Temporal.PlainDate.from(show.on).add({ days: 1 }).toString();
    const call = await mission("14:00", "16:00", { on: next });
    const artist_id = await artist();
    const engagements = await Promise.all(
      [show, call].map(({ position_id }) => place(position_id, artist_id, "confirmed")),
    );
    const early = {
      missions: [
        { mission_id: show.id, title: "Show" },
        { mission_id: call.id, ...at(next, "06:00", "08:00") },
      ],
      override_reason: "The truck",
    };
    expect((await refusal(planner.missions.updateMany(early))).status).toBe(409);
    await api.missions.updateMany(early);
    expect(await engagementOf(engagements[1]?.id ?? "")).toMatchObject({
      override_reason: "The truck",
    });
    expect(await engagementOf(engagements[0]?.id ?? "")).toMatchObject({ override_reason: null });
  });

  test("refuses the same mission twice, and an unknown one", async () => {
    const { id: mission_id } = await mission();
    const twice = planner.missions.updateMany({ missions: [{ mission_id }, { mission_id }] });
    expect(await refusal(twice)).toMatchObject({
      status: 422,
      issues: [{ path: ["missions", 1, "mission_id"] }],
    });
    const absent = "00000000-0000-4000-8000-00000000000f";
    const missions = [{ mission_id, title: "New" }, { mission_id: absent }];
    expect((await refusal(planner.missions.updateMany({ missions }))).status).toBe(404);
    expect(await get({ id: mission_id })).toMatchObject({ version: 1 });
  });

  test("that already are as wanted records nothing, and leaves those out that are", async () => {
    const [one, two] = [await mission(), await mission()];
    const same = { mission_id: one.id, title: one.title };
    expect(await planner.missions.updateMany({ missions: [same] })).toMatchObject({
      event_id: null,
      missions: [{ version: 1 }],
    });
    const { changed, missions } = await planner.missions.updateMany({
      missions: [same, { mission_id: two.id, title: "New" }],
    });
    expect(changed.missions).toEqual([{ id: two.id, version: 2 }]);
    expect(missions.map(({ version }) => version)).toEqual([1, 2]);
  });

  test("takes as many statements for 50 as for one", async () => {
    const { id: project_id } = await api.projects.create({ title: "Tournée" });
    const { id: venue_id } = await api.venues.create({ name: "Loin", time_zone: "Europe/Paris" });
    const cost = async (size: number) => {
      const made: Made[] = [];
      for (let i = 0; i < size; i += 1) {
        const one = await mission("08:00", "12:00", { positions: [{}, {}] });
        await place(one.position_id, await artist(), "confirmed");
        made.push(one);
      }
      return countStatements(whole, (counted) =>
        counted.missions.updateMany({
          missions: made.map(({ id, on }) => ({
            mission_id: id,
            ...at(on, "09:00", "13:00"),
            breaks: [at(on, "10:00", "10:30")],
            venue_id,
            project_id,
          })),
        }),
      );
    };
    const one = await cost(1);
    expect(await cost(50)).toBe(one);
  });
});

const hours = fc.integer({ min: 0, max: 20 });

test("several missions move exactly where a check of them finds nothing new in the way", async () => {
  const moves = fc.array(fc.record({ from: hours, isFar: fc.boolean() }), {
    minLength: 3,
    maxLength: 3,
  });
  const seen = new Set<boolean>();
  await fc.assert(
    fc.asyncProperty(moves, async (to) => {
      const artist_id = await artist();
      const { on } = await mission();
      const made: Made[] = [];
      for (const [from, until] of [
        ["08:00", "10:00"],
        ["12:00", "14:00"],
        ["16:00", "18:00"],
      ]) {
        const one = await mission(from, until, { on });
        await place(one.position_id, artist_id, "confirmed");
        made.push(one);
      }
      const start = Temporal.PlainDateTime.from(`${on}T00:00`);
      const missions = made.map(({ id, venue_id }, i) => ({
        mission_id: id,
        venue_id: to[i]?.isFar ? far : venue_id,
        starts_at: start.add({ hours: to[i]?.from ?? 0 }).toString(),
        ends_at: start.add({ hours: (to[i]?.from ?? 0) + 2 }).toString(),
      }));
      const checked = await api.engagements.check({ missions });
      const isBlocked = checked.missions.some(({ engagements }) =>
        engagements.some(({ findings }) => findings.some(({ level }) => level === "block")),
      );
      const [outcome] = await Promise.allSettled([planner.missions.updateMany({ missions })]);
      expect(outcome.status === "rejected").toBe(isBlocked);
      seen.add(isBlocked);
      expect(await broken(whole)).toEqual([]);
    }),
    { numRuns: 20 },
  );
  expect(seen).toEqual(new Set([true, false]));
});
