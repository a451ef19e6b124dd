import { describe, expect, test } from "vitest";
import { anotherOrganisation, as, countStatements, testApi } from "../kit/factory.ts";
import { stage } from "./engagements.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place } = await stage(whole);

const publish = (mission_id: string, expected_version?: number) =>
  api.missions.publish({
    missions: [{ mission_id, ...(expected_version !== undefined && { expected_version }) }],
  });

/** A mission with somebody confirmed on it. */
async function engaged(name = "Camille") {
  const made = await mission();
  const artist_id = await artist(name);
  await place(made.position_id, artist_id, "confirmed");
  return { ...made, artist_id };
}

/** What publishing one mission would tell; undefined if it cannot be published. */
async function previewOf({ id, starts_at, ends_at }: Awaited<ReturnType<typeof engaged>>) {
  const { items } = await api.publications.preview({ from: starts_at, to: ends_at });
  return items.find((item) => item.mission.id === id);
}

describe("the preview of a publication", () => {
  test("has what publishing tells afterwards, and publishes nothing", async () => {
    const made = await engaged();
    const preview = await previewOf(made);
    expect(await api.missions.get({ mission_id: made.id })).toMatchObject({ status: "draft" });
    const { concerned } = await publish(made.id, preview?.mission.version);
    expect(preview?.concerned).toEqual(
      concerned.map(({ changes: [change], ...person }) => ({ ...person, change })),
    );
    expect(preview?.concerned.map(({ name }) => name)).toEqual(["Camille"]);
  });

  test("has what changed since artists were told, before and after", async () => {
    const made = await engaged();
    await publish(made.id);
    expect((await previewOf(made))?.concerned).toEqual([]);
    await api.missions.update({ mission_id: made.id, title: "Autre" });
    expect((await previewOf(made))?.concerned).toMatchObject([
      {
        artist_id: made.artist_id,
        change: {
          kind: "changed",
          fields: [{ field: "title", before: made.title, after: "Autre" }],
        },
      },
    ]);
  });

  test("has a cancelled mission only if somebody was told of it", async () => {
    const [told, untold] = [await engaged(), await engaged()];
    await publish(told.id);
    for (const { id } of [told, untold])
      await api.missions.update({ mission_id: id, status: "cancelled" });
    expect((await previewOf(told))?.concerned[0]?.change.kind).toBe("cancelled");
    expect(await previewOf(untold)).toBeUndefined();
  });

  test("has a draft on which nobody is confirmed, concerning nobody", async () => {
    const made = await mission();
    const preview = await previewOf({ ...made, artist_id: "" });
    expect(preview).toMatchObject({ mission: { id: made.id }, concerned: [] });
  });

  test("takes as many statements for many missions as for one", async () => {
    const one = await countStatements(whole, (counted) =>
      counted.publications.preview({ limit: 1 }),
    );
    const many = await countStatements(whole, (counted) =>
      counted.publications.preview({ limit: 200 }),
    );
    expect(many).toBe(one);
  });
});

describe("the missions changed since they were published", () => {
  const changedOf = async ({ starts_at, ends_at }: Awaited<ReturnType<typeof engaged>>) =>
    (await api.publications.changed({ from: starts_at, to: ends_at })).items;

  test("are those that the preview has news of, except drafts", async () => {
    const made = [];
    for (let index = 0; index < 6; index += 1) made.push(await engaged());
    const [, same, renamed, cancelled, withdrawn, untold] = made;
    for (const one of [same, renamed, cancelled, withdrawn]) await publish(one?.id ?? "");
    await api.missions.update({ mission_id: renamed?.id ?? "", title: "Autre" });
    await api.missions.update({ mission_id: cancelled?.id ?? "", status: "cancelled" });
    await api.missions.update({ mission_id: withdrawn?.id ?? "", status: "draft" });
    await api.missions.update({ mission_id: untold?.id ?? "", status: "cancelled" });
    const ids = new Set(made.map(({ id }) => id));
    const { items: previews } = await api.publications.preview({ limit: 1000 });
    const expected = previews.flatMap(({ concerned, mission: { id, status } }) =>
      status === "draft" || concerned.length === 0 || !ids.has(id)
        ? []
        : [{ mission_id: id, concerned: concerned.length }],
    );
    const { items } = await api.publications.changed({ limit: 1000 });
    expect(items.filter(({ mission_id }) => ids.has(mission_id))).toEqual(expected);
    expect(expected.map(({ mission_id }) => mission_id)).toEqual([renamed?.id, cancelled?.id]);
  });

  test("have those on which somebody is new, and are left out once all are told", async () => {
    const made = await mission("14:00", "18:00", { positions: [{}, {}] });
    await place(made.position_id, await artist("Camille"), "confirmed");
    await publish(made.id);
    const [, second] = (await api.missions.get({ mission_id: made.id })).positions;
    await place(second?.id ?? "", await artist("Dominique"), "confirmed");
    const span = { ...made, artist_id: "" };
    expect(await changedOf(span)).toContainEqual({ mission_id: made.id, concerned: 1 });
    await publish(made.id);
    expect((await changedOf(span)).map(({ mission_id }) => mission_id)).not.toContain(made.id);
  });

  test("are listed page by page, also where no mission of a page has changed", async () => {
    const made = await engaged();
    await publish(made.id);
    await api.missions.update({ mission_id: made.id, title: "Autre" });
    const all = await api.publications.changed({ limit: 1000 });
    const items = [];
    let cursor: string | null | undefined;
    do {
      const page = await api.publications.changed({ limit: 1, ...(cursor && { cursor }) });
      expect(page.items.length).toBeLessThanOrEqual(1);
      items.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(items).toEqual(all.items);
    expect(items.map(({ mission_id }) => mission_id)).toContain(made.id);
  });

  test("are not those of another organisation", async () => {
    const made = await engaged();
    await publish(made.id);
    await api.missions.update({ mission_id: made.id, title: "Autre" });
    const other = as(whole, { organisation: await anotherOrganisation(whole) });
    expect((await other.publications.changed({})).items).toEqual([]);
  });

  test("take as many statements for many missions as for one", async () => {
    const counts = [1, 200].map((limit) =>
      countStatements(whole, (counted) => counted.publications.changed({ limit })),
    );
    expect(await counts[0]).toBe(await counts[1]);
  });
});

describe("what artists were told", () => {
  test("stays as it was told, whatever changed since", async () => {
    const made = await engaged();
    await publish(made.id);
    await api.missions.update({ mission_id: made.id, title: "Autre" });
    const { items } = await api.publications.list({ mission_id: made.id });
    expect(items).toMatchObject([
      {
        mission_id: made.id,
        artist_id: made.artist_id,
        name: "Camille",
        is_on: true,
        details: { title: made.title, starts_at: made.starts_at },
      },
    ]);
  });

  test("says that an artist is no longer on a mission, once they were told so", async () => {
    const made = await engaged();
    await publish(made.id);
    await api.missions.update({ mission_id: made.id, status: "cancelled" });
    await publish(made.id);
    const { items } = await api.publications.list({ artist_id: made.artist_id });
    expect(items.map(({ is_on }) => is_on)).toEqual([false]);
  });

  test("is not shown to another organisation", async () => {
    const made = await engaged();
    await publish(made.id);
    const other = as(whole, { organisation: await anotherOrganisation(whole) });
    expect((await other.publications.list({ mission_id: made.id })).items).toEqual([]);
    expect((await other.publications.preview({})).items).toEqual([]);
  });
});
