import { describe, expect, test } from "vitest";
import { as, refusal, testApi } from "../kit/factory.ts";

const whole = await testApi();
const { api } = whole;
const known = {
  email: "camille@example.org",
  phone: "+33 6 00 00 00 00",
  annexe: 8 as const,
  birth_date: "1990-02-28",
  occupation: "technician" as const,
  employment: "part_time" as const,
  part_time: true,
  contract_time: { minutes: 1440, per: "week" as const },
  stage_authorisation: true,
  notes: "Permis B",
  skills: [
    { code: "son", level: 3 },
    { code: "caces", level: 1, expires_on: "2028-06-30" },
  ],
};

async function artist() {
  return (await api.artists.create({ name: "Camille" })).id;
}

describe("the profile of an artist", () => {
  test("is empty at first, and an update of it leaves the artist unchanged", async () => {
    const artist_id = await artist();
    expect(await api.profiles.get({ artist_id })).toEqual({
      artist_id,
      email: null,
      phone: null,
      annexe: null,
      birth_date: null,
      occupation: null,
      employment: null,
      part_time: false,
      contract_time: null,
      stage_authorisation: false,
      notes: null,
      skills: [],
      version: 1,
    });
    await api.profiles.update({ artist_id, ...known });
    expect(await api.artists.get({ artist_id })).toEqual({
      id: artist_id,
      name: "Camille",
      availabilities: [],
    });
  });

  test("keeps the keys left out, clears those that are null, increments the version", async () => {
    const artist_id = await artist();
    const first = await api.profiles.update({ artist_id, ...known });
    expect(first).toEqual({
      ...known,
      artist_id,
      skills: [
        { code: "caces", level: 1, expires_on: "2028-06-30" },
        { code: "son", level: 3, expires_on: null },
      ],
      version: 2,
    });
    const second = await api.profiles.update({ artist_id, annexe: null, skills: [] });
    expect(second).toEqual({ ...first, annexe: null, skills: [], version: 3 });
    const stale = api.profiles.update({ artist_id, phone: null, expected_version: 2 });
    expect(await refusal(stale)).toMatchObject({ status: 412, current: second });
  });

  test.each([
    {
      what: "an unknown skill",
      skills: [{ code: "magie", level: 1 }],
      path: ["skills", 0, "code"],
    },
    {
      what: "a skill twice",
      skills: [
        { code: "son", level: 1 },
        { code: "son", level: 2 },
      ],
      path: ["skills", 1, "code"],
    },
    {
      what: "an expiry date for a skill that does not expire",
      skills: [{ code: "son", level: 1, expires_on: "2028-06-30" }],
      path: ["skills", 0, "expires_on"],
    },
    { what: "a level of four", skills: [{ code: "son", level: 4 }], path: ["skills", 0, "level"] },
  ])("refuses $what", async ({ skills, path }) => {
    const refused = await refusal(api.profiles.update({ artist_id: await artist(), skills }));
    expect([refused.status, refused.issues?.[0]?.path]).toEqual([422, path]);
  });
});

describe("employment", () => {
  const weekly = { minutes: 1440, per: "week" as const };
  const monthly = { minutes: 6240, per: "month" as const };

  async function employed(...updates: Partial<Parameters<typeof api.profiles.update>[0]>[]) {
    const artist_id = await artist();
    for (const update of updates) await api.profiles.update({ artist_id, ...update });
    const { employment, part_time, contract_time } = await api.profiles.get({ artist_id });
    return { employment, part_time, contract_time };
  }

  const partTime = { employment: "part_time", part_time: true, contract_time: null };
  const unknown = { employment: null, part_time: false, contract_time: null };

  test("and part_time say the same, whichever was written", async () => {
    expect(await employed({ part_time: true })).toEqual(partTime);
    expect(await employed({ employment: "part_time" })).toEqual(partTime);
    expect(await employed({ part_time: true }, { part_time: false })).toEqual(unknown);
    expect(await employed({ employment: "monthly" }, { part_time: false })).toEqual({
      ...unknown,
      employment: "monthly",
    });
    expect(await employed({ employment: "monthly" }, { part_time: true })).toEqual(partTime);
    expect(await employed({ employment: "part_time" }, { employment: null })).toEqual(unknown);
  });

  test("keeps a part-timer's hours, per week or per month, and ends them with part-time", async () => {
    const first = { employment: "part_time", contract_time: weekly } as const;
    expect(await employed(first)).toEqual({ ...partTime, contract_time: weekly });
    expect(await employed(first, { part_time: true, phone: null })).toMatchObject(first);
    expect(await employed(first, { contract_time: monthly })).toMatchObject({
      contract_time: monthly,
    });
    expect(await employed(first, { employment: "cdii" })).toEqual({
      ...unknown,
      employment: "cdii",
    });
  });

  test.each([
    [{ employment: "cddu", part_time: true }, "part_time", "Must say the same as employment"],
    [{ employment: null, part_time: true }, "part_time", "Must say the same as employment"],
    [{ contract_time: weekly }, "contract_time", "Is for part-timers only"],
    [{ employment: "cdii", contract_time: weekly }, "contract_time", "Is for part-timers only"],
    [
      { employment: "part_time", contract_time: { ...weekly, minutes: 2100 } },
      "contract_time",
      "2099",
    ],
  ] as const)("refuses %j", async (update, field, message) => {
    const refused = await refusal(api.profiles.update({ artist_id: await artist(), ...update }));
    expect([refused.status, refused.issues?.[0]?.path[0]]).toEqual([422, field]);
    expect(refused.issues?.[0]?.message).toContain(message);
  });

  test("is kept equal to the part_time that an older program writes", async () => {
    const artist_id = await artist();
    await api.profiles.update({ artist_id, ...known });
    const write = (part_time: boolean) =>
      whole.context.db
        .updateTable("artists")
        .set({ part_time })
        .where("id", "=", artist_id)
        .execute();
    await write(false);
    expect(await api.profiles.get({ artist_id })).toMatchObject(unknown);
    await write(true);
    expect(await api.profiles.get({ artist_id })).toMatchObject(partTime);
  });
});

describe("an artist who signs in", async () => {
  const artist_id = await artist();
  const self = as(whole, { role: "artist", artist_id });

  test("reads their profile, and updates their email and phone", async () => {
    const changed = await self.profiles.update({ artist_id, phone: "+33 7 00 00 00 00" });
    expect(await self.profiles.get({ artist_id })).toEqual(changed);
  });

  test("changes nothing else, and nobody else", async () => {
    expect(await refusal(self.profiles.update({ artist_id, annexe: 10 }))).toMatchObject({
      status: 403,
      detail: "The role artist may change email and phone, not annexe.",
    });
    const other = { artist_id: await artist() };
    expect((await refusal(self.profiles.get(other))).status).toBe(404);
    expect((await refusal(self.profiles.update({ ...other, phone: null }))).status).toBe(404);
  });
});

test("a profile is exported and anonymised with its artist", async () => {
  const artist_id = await artist();
  const profile = await api.profiles.update({ artist_id, ...known });
  expect((await api.artists.export({ artist_id })).profile).toEqual(profile);
  await api.artists.anonymise({ artist_id });
  expect(await api.profiles.get({ artist_id })).toMatchObject({ email: null, skills: [] });
  expect(JSON.stringify(await api.audit.list({ id: artist_id }))).not.toContain("camille@");
});

test("a profile is deleted with its artist", async () => {
  const artist_id = await artist();
  await api.profiles.update({ artist_id, ...known });
  await api.artists.delete({ artist_id });
  expect((await refusal(api.profiles.get({ artist_id }))).status).toBe(404);
});

describe("the list of profiles", () => {
  const past = { start: "2020-07-14T09:00:00", end: "2020-07-14T13:00:00" };
  const next = { start: "2090-07-14T09:00:00", end: "2090-07-14T13:00:00" };
  const later = { start: "2090-07-15T09:00:00", end: "2090-07-15T13:00:00" };

  test("has skills and the next availability, page by page", async () => {
    for (const name of ["Ysé Listée", "Zoé Listée"])
      await api.artists.create({
        name,
        availabilities: name.startsWith("Z") ? [later, past, next] : [past],
      });
    const first = await api.profiles.list({ q: "listee", limit: 1 });
    const second = await api.profiles.list({ q: "listee", cursor: first.next_cursor ?? "" });
    expect([...first.items, ...second.items]).toMatchObject([
      { name: "Ysé Listée", next_availability: null, skills: [] },
      { name: "Zoé Listée", next_availability: next },
    ]);
    expect(second.next_cursor).toBeNull();
  });

  test("is limited to those who have a skill", async () => {
    const { id: artist_id } = await api.artists.create({ name: "Luc Machiniste" });
    await api.artists.create({ name: "Luc Autre" });
    await api.profiles.update({ artist_id, skills: [{ code: "machinerie", level: 2 }] });
    const { items } = await api.profiles.list({ q: "luc", skill: "machinerie" });
    expect(items).toMatchObject([{ artist_id, skills: [{ code: "machinerie", level: 2 }] }]);
  });
});
