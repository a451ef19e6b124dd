import { describe, expect, test } from "vitest";
import { stage } from "./engagements.factory.ts";
import { testApi } from "../kit/factory.ts";
import { knownElsewhere } from "./outside-work.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist } = await stage(whole);

const on = "2027-06-01";
const at = (time: string) => `${on}T${time}`;
type Job = [from: string, to: string, worked_minutes?: number];

/** An artist called Camille, with jobs on one day on file in another organisation, and perhaps in this one. */
async function busyWith(jobs: Job[], own: Job[] = []): Promise<string> {
  const artist_id = await artist();
  const elsewhere = await knownElsewhere(whole, artist_id);
  const workOf = ([from, to, worked_minutes]: Job) => ({
    starts_at: at(from),
    ends_at: at(to),
    worked_minutes,
  });
  for (const job of jobs) await elsewhere.works(workOf(job));
  for (const job of own) await api.outsideWork.create({ ...workOf(job), artist_id });
  // Half a year before and after, so it does not concern this day.
  for (const day of ["2026-12-01", "2027-12-01"])
    await elsewhere.works({ starts_at: `${day}T10:00`, ends_at: `${day}T12:00` });
  return artist_id;
}

/** All answers about that day of an artist. */
async function answersAbout(artist_id: string) {
  const answers: unknown[] = [];
  for (const [from, to] of [
    ["00:00", "23:00"],
    ["13:00", "14:30"],
    ["14:30", "15:10"],
    ["15:45", "16:10"],
    ["17:00", "19:00"],
    ["18:00", "22:00"],
  ] as const) {
    const asked = { from: `${at(from)}:00+02:00`, to: `${at(to)}:00+02:00` };
    const { periods } = await api.outsideWork.busy({ artist_id, ...asked });
    const { people } = await api.calendar.get({ artist_id, ...asked });
    const told = periods.map((period) => ({ kind: "outside", ...period }));
    expect(people.map(({ busy }) => busy)).toEqual([told]);
    const { position_id, id } = await mission(from, to, { on });
    const engagements = [{ position_id, artist_id }];
    const { checks } = await api.engagements.check({ engagements });
    const { artists } = await api.artists.free({ position_id, limit: 100 });
    const free = artists.find((one) => one.artist_id === artist_id);
    const { world } = await api.calendar.world(asked);
    const known = world.people
      .filter((one) => one.id === artist_id)
      .flatMap(({ outside }) => outside.map((work) => ({ ...work, id: work.id && "ours" })));
    answers.push({
      known,
      asked,
      periods,
      checks,
      free: free && { ...free, artist_id: "Camille" },
    });
    await api.missions.delete({ mission_id: id });
  }
  const { artist_id: _id, ...counters } = await api.labour.counters({
    artist_id,
    until: "2027-06-02",
  });
  return { answers, counters };
}

describe("three jobs elsewhere disclose no more than one", () => {
  const one: Job[] = [["14:00", "18:00"]];

  test.each<{ what: string; three: Job[] }>([
    {
      what: "that follow each other",
      three: [
        ["14:00", "15:00"],
        ["15:00", "16:00"],
        ["16:00", "18:00"],
      ],
    },
    {
      what: "that overlap",
      three: [
        ["14:00", "16:00"],
        ["14:30", "15:30"],
        ["15:45", "18:00"],
      ],
    },
  ])("$what", async ({ three }) => {
    expect(await answersAbout(await busyWith(three))).toEqual(
      await answersAbout(await busyWith(one)),
    );
  });

  test("also with worked minutes", async () => {
    const three = await busyWith([
      ["14:00", "15:00", 30],
      ["15:00", "16:00", 60],
      ["16:00", "18:00", 90],
    ]);
    const whole_afternoon = await busyWith([["14:00", "18:00", 180]]);
    expect(await answersAbout(three)).toEqual(await answersAbout(whole_afternoon));
  });

  test("also around this organisation's own records", async () => {
    const own: Job[] = [["15:00", "17:00"]];
    const three = await busyWith(
      [
        ["14:00", "15:20"],
        ["15:40", "16:10"],
        ["16:50", "18:00"],
      ],
      own,
    );
    expect(await answersAbout(three)).toEqual(await answersAbout(await busyWith(one, own)));
  });
});

test("who employs, cachets, annexe and category stay where they are on file", async () => {
  const plain = await busyWith([["14:00", "18:00"]]);
  const [artist_id] = [await artist()];
  const elsewhere = await knownElsewhere(whole, artist_id);
  await elsewhere.works({
    starts_at: at("14:00"),
    ends_at: at("18:00"),
    employer: "Cirque secret",
    siret: "78428123400019",
    cachets: 3,
    annexe: 10,
    category: "teaching",
  });
  for (const day of ["2026-12-01", "2027-12-01"])
    await elsewhere.works({ starts_at: `${day}T10:00`, ends_at: `${day}T12:00` });
  const told = await answersAbout(artist_id);
  expect(told).toEqual(await answersAbout(plain));
  expect(JSON.stringify(told)).not.toMatch(/secret|78428123400019/);
});

test.each(["illness", "maternity", "accident"] as const)(
  "%s on file elsewhere is not told at all, nor hides work elsewhere where it is on file here",
  async (category) => {
    const artist_id = await artist();
    const elsewhere = await knownElsewhere(whole, artist_id);
    const asked = {
      artist_id,
      from: `${at("00:00")}:00+02:00`,
      to: `${at("23:00")}:00+02:00`,
    };
    await elsewhere.works({ starts_at: at("08:00"), ends_at: at("12:00"), category });
    expect((await api.outsideWork.busy(asked)).periods).toEqual([]);
    await elsewhere.works({ starts_at: at("14:00"), ends_at: at("18:00") });
    const day = { starts_at: at("00:00"), ends_at: "2027-06-02T00:00" };
    await api.outsideWork.create({ artist_id, ...day, category });
    const { hours, absences } = await api.labour.counters({ artist_id, until: "2027-06-02" });
    expect([hours.measured, absences.measured]).toEqual([(4 + 5) * 60, 5 * 60]);
  },
);

test("a warning discloses work elsewhere only within the mission", async () => {
  const artist_id = await busyWith([
    ["08:00", "11:00"],
    ["10:00", "13:00"],
    ["15:00", "19:00"],
  ]);
  const { position_id } = await mission("12:00", "16:00", { on });
  const { checks } = await api.engagements.check({ engagements: [{ position_id, artist_id }] });
  const told = checks[0]?.findings.filter(({ rule }) => rule === "outside") ?? [];
  expect(told.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    "warn: Camille works for others, Tuesday 1 June, 12:00–13:00",
    "warn: Camille works for others, Tuesday 1 June, 15:00–16:00",
  ]);
});
