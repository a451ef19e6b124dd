import type { LightMyRequestResponse } from "fastify";
import { describe, expect, test } from "vitest";
import { testApp } from "./factory.ts";

const { app, rest, trpc } = await testApp();
const id = "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90";
const slot = { start: "2024-05-10T09:00:00", end: "2024-05-10T12:00:00" };
const many = <T>(count: number, item: T) => Array.from({ length: count }, () => item);

/** The content of an answer, in one form for both doors. */
function verdict(answer: LightMyRequestResponse): { status: number | "accepted" } {
  const body = answer.json();
  const problem = body.error?.data.problem ?? body;
  return answer.statusCode < 400 ? { status: "accepted" } : problem;
}

/** The verdict of one status of REST. */
function verdictOf(status: number) {
  return status === 201 ? "accepted" : status;
}

/** REST, then tRPC, then REST again: a call through one door must not change answers of the other. */
async function verdicts(ask: {
  rest: () => ReturnType<typeof rest>;
  trpc: () => ReturnType<typeof trpc>;
}) {
  return [verdict(await ask.rest()), verdict(await ask.trpc()), verdict(await ask.rest())];
}

const artists: { what: string; input: unknown; status: number }[] = [
  { what: "a name alone", input: { name: "Hélène" }, status: 201 },
  { what: "a slot", input: { name: "Hélène", availabilities: [slot] }, status: 201 },
  { what: "the longest name", input: { name: "é".repeat(255) }, status: 201 },
  { what: "the most slots", input: { name: "H", availabilities: many(1000, slot) }, status: 201 },
  { what: "nothing", input: {}, status: 422 },
  { what: "null", input: null, status: 422 },
  { what: "an array", input: [{ name: "Hélène" }], status: 422 },
  { what: "text", input: "Hélène", status: 422 },
  { what: "a number for a name", input: { name: 5 }, status: 422 },
  { what: "null for a name", input: { name: null }, status: 422 },
  { what: "an empty name", input: { name: "" }, status: 422 },
  { what: "a name too long", input: { name: "é".repeat(256) }, status: 422 },
  { what: "a name with NUL", input: { name: "a\0b" }, status: 422 },
  { what: "a name with a lone surrogate", input: { name: "a\ud800b" }, status: 422 },
  { what: "an id that is none", input: { id: "5", name: "Hélène" }, status: 422 },
  { what: "null for an id", input: { id: null, name: "Hélène" }, status: 201 },
  { what: "an unknown key", input: { name: "Hélène", role: "sound" }, status: 422 },
  { what: "slots that are no array", input: { name: "H", availabilities: slot }, status: 422 },
  { what: "too many slots", input: { name: "H", availabilities: many(1001, slot) }, status: 422 },
  { what: "a slot of text", input: { name: "H", availabilities: ["today"] }, status: 422 },
  {
    what: "a time as a number",
    input: { name: "H", availabilities: [{ ...slot, end: 1_715_331_600 }] },
    status: 422,
  },
  {
    what: "a slot of no length",
    input: { name: "H", availabilities: [{ ...slot, end: slot.start }] },
    status: 422,
  },
  {
    what: "the year 0",
    input: { name: "H", availabilities: [{ ...slot, start: "0000-05-10T09:00:00" }] },
    status: 422,
  },
  {
    what: "the year 9999",
    input: { name: "H", availabilities: [{ ...slot, end: "9999-12-31T23:59:59" }] },
    status: 201,
  },
  {
    what: "the year 10000 on the clocks of Paris",
    input: { name: "H", availabilities: [{ ...slot, end: "9999-12-31T23:59:59Z" }] },
    status: 422,
  },
  {
    what: "a time of nested arrays",
    input: { name: "H", availabilities: [{ ...slot, end: [[[[["deep"]]]]] }] },
    status: 422,
  },
  {
    what: "a key __proto__",
    input: JSON.parse('{"name":"H","__proto__":{"id":"x"}}'),
    status: 422,
  },
  { what: "a key constructor", input: { name: "H", constructor: { prototype: {} } }, status: 422 },
];

describe("both doors give the same verdict on artists.create", () => {
  test.each(artists)("$what: $status", async ({ input, status }) => {
    const [first, second, third] = await verdicts({
      rest: () => rest("POST", "/artists", input),
      trpc: () => trpc("artists.create", input),
    });
    expect(first?.status).toBe(verdictOf(status));
    expect(second).toEqual(first);
    expect(third).toEqual(first);
  });
});

describe("both doors give the same verdict on artists.replace", () => {
  test.each(artists.filter(({ input }) => !JSON.stringify(input).includes('"id"')))(
    "$what: $status",
    async ({ input, status }) => {
      await rest("POST", "/artists", { id, name: "Hélène" });
      const isObject = typeof input === "object" && input !== null && !Array.isArray(input);
      const [first, second, third] = await verdicts({
        rest: () => rest("PUT", `/artists/${id}`, input),
        trpc: () => trpc("artists.replace", isObject ? { ...input, artist_id: id } : input),
      });
      expect(first?.status).toBe(verdictOf(status));
      expect(second).toEqual(first);
      expect(third).toEqual(first);
    },
  );
});

describe("both doors give the same verdict on plannings.create", () => {
  const event_date = "2024-05-10";
  const artist = { id, name: "Hélène", availabilities: [slot] };
  test.each([
    { what: "a planning", input: { event_date, artists: [artist] }, status: 201 },
    { what: "nobody", input: { event_date, artists: [] }, status: 201 },
    {
      what: "500 artists",
      input: { event_date, artists: many(500, { ...artist, id: undefined }) },
      status: 201,
    },
    {
      what: "501 artists",
      input: { event_date, artists: many(501, { ...artist, id: undefined }) },
      status: 422,
    },
    {
      what: "artists with null for their ids",
      input: { event_date, artists: many(2, { ...artist, id: null }) },
      status: 201,
    },
    { what: "no date", input: { artists: [artist] }, status: 422 },
    {
      what: "a date that does not exist",
      input: { event_date: "2023-02-29", artists: [] },
      status: 422,
    },
    { what: "a date with a time", input: { event_date: slot.start, artists: [] }, status: 422 },
    { what: "a date as a number", input: { event_date: 20_240_510, artists: [] }, status: 422 },
    { what: "the year 0", input: { event_date: "0000-01-01", artists: [] }, status: 422 },
    { what: "an artist twice", input: { event_date, artists: [artist, artist] }, status: 422 },
    {
      what: "no slot that day",
      input: { event_date: "2024-05-11", artists: [artist] },
      status: 400,
    },
    {
      what: "an artist's own issue",
      input: {
        event_date,
        artists: [artist, { name: "Y", availabilities: [{ ...slot, end: "?" }] }],
      },
      status: 422,
    },
  ])("$what: $status", async ({ input, status }) => {
    const [first, second, third] = await verdicts({
      rest: () => rest("POST", "/plannings", input),
      trpc: () => trpc("plannings.create", input),
    });
    expect(first?.status).toBe(verdictOf(status));
    expect(second).toEqual(first);
    expect(third).toEqual(first);
  });
});

describe("both doors give the same verdict on reads", () => {
  const absent = "00000000-0000-4000-8000-00000000000f";
  test.each([
    { path: `/artists/${absent}`, procedure: "artists.get", input: { artist_id: absent } },
    { path: "/artists/x", procedure: "artists.get", input: { artist_id: "x" } },
    { path: `/plannings/${absent}`, procedure: "plannings.get", input: { planning_id: absent } },
    { path: "/plannings/x", procedure: "plannings.get", input: { planning_id: "x" } },
    { path: "/artists?limit=1000", procedure: "artists.list", input: { limit: 1000 } },
    { path: "/artists?limit=1001", procedure: "artists.list", input: { limit: 1001 } },
    { path: "/artists?limit=0.5", procedure: "artists.list", input: { limit: 0.5 } },
    { path: "/artists?limit=five", procedure: "artists.list", input: { limit: "five" } },
    { path: "/artists?q=", procedure: "artists.list", input: { q: "" } },
    { path: "/artists?q=%00", procedure: "artists.list", input: { q: "\0" } },
    { path: "/artists?sort=name", procedure: "artists.list", input: { sort: "name" } },
    { path: "/artists?cursor=x", procedure: "artists.list", input: { cursor: "x" } },
    {
      path: "/plannings?from=2024-02-30",
      procedure: "plannings.list",
      input: { from: "2024-02-30" },
    },
    { path: "/plannings?artist_id=x", procedure: "plannings.list", input: { artist_id: "x" } },
    {
      path: "/calendar?from=2027-07-14T00:00Z&to=2027-07-21T00:00Z&skill=s%00n",
      procedure: "calendar.get",
      input: { from: "2027-07-14T00:00Z", to: "2027-07-21T00:00Z", skill: "s\0n" },
    },
  ])("$path", async ({ path, procedure, input }) => {
    const [first, second, third] = await verdicts({
      rest: () => rest("GET", path),
      trpc: () => trpc(procedure, input),
    });
    expect(second).toEqual(first);
    expect(third).toEqual(first);
  });
});

test("both doors refuse a position whose skill PostgreSQL cannot store", async () => {
  const venue = { name: "Théâtre du Pont", time_zone: "Europe/Paris" };
  const times = { starts_at: "2027-07-14T09:00:00", ends_at: "2027-07-14T13:00:00" };
  const { id: venue_id } = (await rest("POST", "/venues", venue)).json();
  const mission = { venue_id, title: "Montage", kind: "montage", ...times };
  const { id: mission_id } = (await rest("POST", "/missions", mission)).json();
  for (const skill of ["\0", "s\0n", "\ud800"]) {
    const positions = [{ skill }];
    const [created, alike] = await verdicts({
      rest: () => rest("POST", "/missions", { ...mission, positions }),
      trpc: () => trpc("missions.create", { ...mission, positions }),
    });
    expect(created).toMatchObject({ status: 422, code: "invalid_input" });
    expect(alike).toEqual(created);
    const [updated, too] = await verdicts({
      rest: () => rest("PATCH", `/missions/${mission_id}`, { positions }),
      trpc: () => trpc("missions.update", { mission_id, positions }),
    });
    expect(updated).toMatchObject({ status: 422, code: "invalid_input" });
    expect(too).toEqual(updated);
  }
});

test("both doors refuse to delete an unknown artist", async () => {
  const absent = { artist_id: "00000000-0000-4000-8000-00000000000e" };
  const [first, second] = await verdicts({
    rest: () => rest("DELETE", `/artists/${absent.artist_id}`),
    trpc: () => trpc("artists.delete", absent),
  });
  expect(second).toEqual(first);
});

test("after any REST call, tRPC still refuses text for a number", async () => {
  expect((await rest("GET", "/artists?limit=5")).statusCode).toBe(200);
  const answer = await trpc("artists.list", { limit: "5" });
  expect(answer.statusCode).toBe(422);
  expect(answer.json().error.data.problem.issues).toEqual([
    { path: ["limit"], message: "Must be a number" },
  ]);
});

test("a missing body is asked for, without quoting the schema", async () => {
  const answer = await rest("POST", "/artists");
  expect(answer.statusCode).toBe(422);
  expect(answer.json().detail).toBe("A JSON body is required");
});

describe("the tRPC door", () => {
  test("answers lists with a cursor, where REST answers the array and a link", async () => {
    await rest("POST", "/artists", { name: "Zoé" });
    const page = (await trpc("artists.list", { limit: 1 })).json().result.data;
    expect(page).toEqual({ items: [expect.anything()], next_cursor: expect.any(String) });
    const array = await rest("GET", "/artists?limit=1");
    expect(array.json()).toEqual(page.items);
    expect(array.headers.link).toContain(page.next_cursor);
  });

  test("answers one JSON text, also to a caller that asks for JSON lines", async () => {
    const url = "/trpc/health.get,nope?batch=1";
    const headers = { "trpc-accept": "application/jsonl" };
    const answer = await app.inject({ url, headers });
    expect(answer.headers).not.toHaveProperty("transfer-encoding");
    expect(answer.headers["content-type"]).toContain("application/json");
    expect(answer.json()).toHaveLength(2);
  });

  test("takes 20 calls in a batch, and not 21", async () => {
    const batch = (size: number) =>
      app.inject(`/trpc/${many(size, "health.get").join(",")}?batch=1&input=%7B%7D`);
    expect((await batch(20)).statusCode).toBe(200);
    const answer = await batch(21);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain("malformed_request");
  });

  test.each([
    { type: "text/plain", status: 415 },
    { type: "multipart/form-data; boundary=x", status: 415 },
    { type: "application/octet-stream", status: 415 },
  ])("takes JSON only: $type is $status", async ({ type, status }) => {
    const answer = await app.inject({
      method: "POST",
      url: "/trpc/artists.create",
      headers: { "content-type": type },
      payload: "--x\r\n",
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.json().error.data.problem.code).toBe("unsupported_media_type");
  });

  test.each([
    { what: "broken JSON", payload: '{"name":', status: 400, code: "malformed_request" },
    {
      what: "bytes that are not UTF-8",
      payload: Buffer.from([0x22, 0xff, 0x22]),
      status: 400,
      code: "malformed_request",
    },
    {
      what: "a body over 1 MiB",
      payload: " ".repeat(2 ** 20 + 1),
      status: 413,
      code: "payload_too_large",
    },
  ])("refuses $what with $status", async ({ payload, status, code }) => {
    const headers = { "content-type": "application/json" };
    const answer = await app.inject({
      method: "POST",
      url: "/trpc/artists.create",
      headers,
      payload,
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.json().error.data.problem.code).toBe(code);
  });

  test.each([
    { what: "an unknown procedure", url: "/trpc/artists.steal", status: 404 },
    { what: "a mutation by GET", url: "/trpc/artists.create?input=%7B%7D", status: 405 },
    { what: "an input that is no JSON", url: "/trpc/artists.list?input=%7B", status: 400 },
  ])("says in a sentence that $what is $status, and shows no stack", async ({ url, status }) => {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.json().error.data.problem).toMatchObject({ status, detail: expect.any(String) });
    expect(answer.body).not.toContain("stack");
  });
});
