import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { stage } from "./planning/engagements.factory.ts";
import { refusal, testApi } from "./kit/factory.ts";
import { appRouter } from "./router.ts";

const whole = await testApi();
const { api, context } = whole;
const { mission, artist, place } = await stage(whole);

/** The procedures, with a limit of bytes for an answer. */
function within(most_bytes: number) {
  return appRouter.createCaller({ ...context, most_bytes });
}

const made = await mission("09:00", "12:00", {
  positions: [{ count: 9 }],
  notes: "x".repeat(2000),
});
const { id: mission_id, position_id } = made;
const people = [await artist("Hélène"), await artist("Yann"), await artist("Emma")];
const options: string[] = [];
for (const person of people) options.push((await place(position_id, person, "option")).id);
const [artist_id = ""] = people;
const free = await mission();
await api.plannings.create({
  event_date: made.on,
  artists: [
    {
      id: artist_id,
      name: "Hélène",
      availabilities: [{ start: `${made.on}T20:00`, end: `${made.on}T23:00` }],
    },
  ],
});
const work = { artist_id, starts_at: `${made.on}T14:00`, ends_at: `${made.on}T15:00` };
await api.outsideWork.create({ ...work, notes: "y".repeat(2000) });
const span = { from: `${made.on}T00:00:00Z`, to: `${made.on}T23:59:00Z` };

type Api = ReturnType<typeof within>;

const large: { what: string; ask: (of: Api) => Promise<unknown>; says: string }[] = [
  {
    what: "the calendar",
    ask: (of) => of.calendar.get(span),
    says: "ask for less time, or filter by venue, project, skill, artist or status",
  },
  {
    what: "a check",
    ask: (of) => of.engagements.check({ missions: [{ mission_id }] }),
    says: "ask for fewer engagements or missions",
  },
  {
    what: "who is free",
    ask: (of) => of.artists.free({ position_id: free.position_id }),
    says: "ask for fewer artists",
  },
  {
    what: "when somebody is busy",
    ask: (of) => of.outsideWork.busy({ artist_id, ...span }),
    says: "ask for less time",
  },
  {
    what: "an export",
    ask: (of) => of.artists.export({ artist_id }),
    says: "ask year by year, with from and to",
  },
];

describe.each(large)("$what that would be too large", ({ ask, says }) => {
  test("is refused with a hint at a narrower request, and complete if it fits", async () => {
    const answer = await ask(api);
    const bytes = Buffer.byteLength(JSON.stringify(answer));
    const problem = await refusal(ask(within(Math.floor(bytes / 2))));
    expect(problem).toMatchObject({ status: 422, code: "invalid_input" });
    expect(problem.detail).toMatch(/^Would take more than \d+ (?:KiB|bytes): /);
    expect(problem.detail).toContain(says);
    expect(await ask(within(bytes * 2))).toEqual(answer);
  });
});

describe("a change whose answer would be too large", () => {
  test("is refused, and nothing is changed", async () => {
    const engagements = options.map((engagement_id) => ({ engagement_id }));
    const refused = await refusal(within(500).engagements.confirm({ engagements }));
    expect(refused.detail).toBe("Would take more than 500 bytes: change fewer things at a time");
    const { items } = await api.engagements.list({ mission_id });
    expect(items.map(({ status }) => status)).toEqual(["option", "option", "option"]);
  });
});

describe("an export", () => {
  test("in parts, by from and to, has in total what the whole export has", async () => {
    const all = await api.artists.export({ artist_id });
    const noon = `${made.on}T12:00:00Z`;
    const parts = [
      await api.artists.export({ artist_id, to: noon }),
      await api.artists.export({ artist_id, from: noon }),
    ];
    expect(all.plannings).toHaveLength(1);
    expect(all.engagements).toHaveLength(1);
    expect(all.outside_work).toHaveLength(1);
    const dated = ({ plannings, engagements, outside_work, record }: typeof all): object[][] => [
      plannings,
      engagements,
      outside_work,
      record,
    ];
    const together = parts.map(dated);
    expect(dated(all)).toEqual(dated(all).map((_, i) => together.flatMap((part) => part[i] ?? [])));
    expect(parts.map(({ plannings }) => plannings.length)).toEqual([0, 1]);
  });
});

test("a check of an artist with too many jobs is refused with the reason", async () => {
  const busy = await artist("Busy");
  await sql`
    insert into outside_work (organisation_id, id, artist_id, starts_at, ends_at)
    select organisations.id, gen_random_uuid(), ${busy}, at, at + interval '30 seconds'
    from organisations, generate_series(1, 5001) as n,
      lateral (select ${span.from}::timestamptz + n * interval '1 minute' as at) as job
  `.execute(whole.database.db);
  const check = api.engagements.check({ engagements: [{ position_id, artist_id: busy }] });
  expect((await refusal(check)).detail).toBe(
    "Concerns more than 5000 jobs of one person: ask for less at a time",
  );
});
