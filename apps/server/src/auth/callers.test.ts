import { describe, expect, test } from "vitest";
import { createCompany, testApp } from "../factory.ts";
import { countLookUps, openHouse } from "./factory.ts";

test("a key has one cache entry, however its header is spelled", async () => {
  const house = await openHouse();
  const { keys } = await createCompany(house.db, "Théâtre du Pont");
  const spellings = ["Bearer ", "bearer ", "BEARER    ", `Bearer ${" ".repeat(8000)}`];
  const requests = spellings.map((scheme) => ({ authorization: scheme + keys.viewer }));
  // One finds the key, one saves when it was used.
  expect(await countLookUps(house, requests)).toBe(2);
});

describe("a time zone changed through one process", async () => {
  const changing = await testApp();
  const remembering = await testApp({ DATABASE_URL: changing.databaseUrl });
  // From here on this process has the caller in its cache.
  const { organisation } = (await remembering.rest("GET", "/me")).json();
  const headers = { "content-type": "application/json" };
  const change = { method: "PATCH" as const, url: "/api/v1/organisation", headers };
  await changing.app.inject({ ...change, payload: '{ "time_zone": "Pacific/Noumea" }' });

  const { rest } = remembering;
  const noon = { start: "2027-07-14T12:00:00Z", end: "2027-07-14T14:00:00Z" };
  const shown = { start: "2027-07-14T23:00:00", end: "2027-07-15T01:00:00" };
  const created = (await rest("POST", "/artists", { name: "Ada", availabilities: [noon] })).json();
  const artist = `/artists/${created.id}`;

  test("is the one in which another process reads availabilities", async () => {
    expect(organisation.time_zone).toBe("Europe/Paris");
    expect(created.availabilities).toEqual([shown]);
    const put = { name: "Ada", availabilities: [noon] };
    expect((await rest("PUT", artist, put)).json().availabilities).toEqual([shown]);
    const availabilities = [noon];
    const set = await rest("PUT", `${artist}/availabilities`, { availabilities });
    expect(set.json().availabilities).toEqual([shown]);
  });

  test("is the one in which it makes plannings", async () => {
    const artists = [{ id: created.id, name: "Ada", availabilities: [noon] }];
    const planning = await rest("POST", "/plannings", { event_date: "2027-07-14", artists });
    expect(planning.json().assignments).toEqual([{ artist_id: created.id, slot: shown }]);
  });

  test("is the one in which it reads and shows work for others", async () => {
    const work = { starts_at: "2027-05-08T09:00", ends_at: "2027-05-08T12:00" };
    const path = `${artist}/outside-work`;
    const {
      event_id: _event,
      changed: _changed,
      ...made
    } = (await rest("POST", path, work)).json();
    expect(made.starts_at).toBe("2027-05-08T09:00:00+11:00");
    expect((await rest("GET", path)).json()).toEqual([made]);
    const span = "from=2027-05-01T00:00:00Z&to=2027-06-01T00:00:00Z";
    const busy = (await rest("GET", `${artist}/busy?${span}`)).json();
    expect(busy.periods).toEqual([{ starts_at: made.starts_at, ends_at: made.ends_at }]);
  });

  test("is the one in which it compares missions with availabilities", async () => {
    const venue = { name: "Kiosque", time_zone: "Pacific/Noumea" };
    const { id: venue_id } = (await rest("POST", "/venues", venue)).json();
    const { positions } = (
      await rest("POST", "/missions", {
        venue_id,
        title: "Concert",
        kind: "representation",
        starts_at: shown.start,
        ends_at: shown.end,
        positions: [{}],
      })
    ).json();
    const engagements = [{ position_id: positions[0].id, artist_id: created.id }];
    const { checks } = (await rest("POST", "/engagements/check", { engagements })).json();
    const rules = checks[0].findings.map(({ rule }: { rule: string }) => rule);
    expect(rules).not.toContain("availability");
    const free = await rest("GET", `/positions/${positions[0].id}/free-artists`);
    expect(free.json().artists[0].reasons).toContain("Available then");
  });
});
