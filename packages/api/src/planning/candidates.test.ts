import { describe, expect, test } from "vitest";
import { countStatements, refusal, testApi } from "../kit/factory.ts";
import { stage } from "./engagements.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place } = await stage(whole);

async function available(name: string, on: string, level?: number): Promise<string> {
  const id = await artist(name);
  const availabilities = [{ start: `${on}T08:00`, end: `${on}T23:00` }];
  await api.artists.setAvailabilities({ artist_id: id, availabilities });
  if (level !== undefined)
    await api.profiles.update({ artist_id: id, skills: [{ code: "son", level }] });
  return id;
}

describe("the candidates for a position", async () => {
  const on = "2027-03-02";
  const { id: mission_id, position_id } = await mission("14:00", "18:00", {
    on,
    positions: [{ skill: "son", count: 3 }],
  });
  const asked = { mission_id, position_id };
  const skilled = await available("Skilled", on, 3);
  const able = await available("Able", on, 1);
  const silent = await artist("Silent");
  await api.profiles.update({ artist_id: silent, skills: [{ code: "son", level: 3 }] });
  const busy = await available("Busy", on, 3);
  const elsewhere = await mission("16:00", "17:00", { on });
  const work = await place(elsewhere.position_id, busy, "confirmed");
  const unskilled = await available("Unskilled", on);
  const asked_already = await available("Asked already", on, 2);
  const option = await place(position_id, asked_already, "option");

  test("are all artists, best first, also those who are blocked", async () => {
    const { items, next_cursor } = await api.missions.candidates(asked);
    expect(items.map(({ artist_id, verdict }) => [artist_id, verdict])).toEqual([
      [skilled, "free"],
      [asked_already, "free"],
      [able, "free"],
      [silent, "warned"],
      [busy, "blocked"],
      [unskilled, "blocked"],
    ]);
    expect(next_cursor).toBe(null);
  });

  test("have findings, the reasons for their rank, and their engagement", async () => {
    const { items } = await api.missions.candidates(asked);
    const of = (id: string) => items.find(({ artist_id }) => artist_id === id);
    expect(of(busy)).toMatchObject({
      rank: [1, 0, 0, -3, 60],
      findings: [{ level: "block", rule: "overlap", engagements: [work.id] }],
      engagement_id: null,
    });
    expect(of(unskilled)?.findings).toMatchObject([
      { rule: "skill", params: { name: "Unskilled", skill: "son", problem: { is: "missing" } } },
    ]);
    expect(of(silent)?.reasons).toMatchObject([
      { code: "available", params: { is_available: false } },
      { code: "skill", params: { skill: "son", level: 3 }, message: "son at level 3" },
      { code: "week", params: { minutes: 0 } },
    ]);
    expect(of(asked_already)?.engagement_id).toBe(option.id);
  });

  test("are found by part of a name", async () => {
    const { items } = await api.missions.candidates({ ...asked, q: "SKILL" });
    expect(items.map(({ name }) => name)).toEqual(["Skilled", "Unskilled"]);
  });

  test("are listed page by page, each once, the likely best first", async () => {
    const names: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await api.missions.candidates({ ...asked, limit: 2, ...(cursor && { cursor }) });
      names.push(...page.items.map(({ name }) => name));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(names).toEqual(["Skilled", "Asked already", "Able", "Silent", "Busy", "Unskilled"]);
  });

  test("free artists leave out those who are blocked or have an option already", async () => {
    const { artists } = await api.artists.free({ position_id });
    expect(artists.map(({ artist_id }) => artist_id)).toEqual([skilled, able, silent]);
  });

  test("are not found for a position of another mission", async () => {
    const other = { mission_id: elsewhere.id, position_id };
    expect(await refusal(api.missions.candidates(other))).toMatchObject({ status: 404 });
    const absent = { mission_id, position_id: crypto.randomUUID() };
    expect(await refusal(api.missions.candidates(absent))).toMatchObject({
      status: 404,
      detail: `Position ${absent.position_id} not found`,
    });
  });

  test("are judged in a constant number of statements", async () => {
    const read = (limit: number) =>
      countStatements(whole, (counted) => counted.missions.candidates({ ...asked, limit }));
    expect(await read(1)).toBe(await read(200));
  });
});
