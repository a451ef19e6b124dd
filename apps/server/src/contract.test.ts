import type { LightMyRequestResponse } from "fastify";
import { beforeAll, describe, expect, test } from "vitest";
import { testApp } from "./factory.ts";
import { operations } from "./operations.factory.ts";

const { app, rest } = await testApp({ APP_NAME: "planning" });
const nobody = "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90";
const morning = { start: "2024-05-10T09:00:00", end: "2024-05-10T12:00:00" };
const evening = { start: "2024-05-10T18:00:00", end: "2024-05-10T23:00:00" };

function problem(status: number, detail: string) {
  return expect.objectContaining({
    type: expect.stringMatching(/^urn:coulisses:problem:/),
    title: expect.any(String),
    status,
    detail,
    code: expect.any(String),
  });
}

describe("GET /health", () => {
  test("200 with status, environment and service", async () => {
    const answer = await rest("GET", "/health");
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ status: "ok", environment: "test", service: "planning" });
  });
});

describe("artists", () => {
  test("POST 201 the artist; 409 when the id is taken; the availabilities ordered, each once", async () => {
    const artist = { id: nobody, name: "Hélène", availabilities: [evening, morning, evening] };
    const created = await rest("POST", "/artists", artist);
    expect(created.statusCode).toBe(201);
    expect(created.headers.location).toBe(`/api/v1/artists/${nobody}`);
    expect(created.json()).toEqual({ ...artist, availabilities: [morning, evening] });
    const again = await rest("POST", "/artists", artist);
    expect(again.statusCode).toBe(409);
    expect(again.json()).toEqual(problem(409, `Artist ${nobody} already exists`));
    await rest("DELETE", `/artists/${nobody}`);
  });

  test("GET 200 the artist; 404; 422 when the id is no UUID", async () => {
    const { id } = (await rest("POST", "/artists", { name: "Yann" })).json();
    const found = await rest("GET", `/artists/${id}`);
    expect(found.statusCode).toBe(200);
    expect(found.json()).toEqual({ id, name: "Yann", availabilities: [] });
    const absent = await rest("GET", `/artists/${nobody}`);
    expect(absent.statusCode).toBe(404);
    expect(absent.json()).toEqual(problem(404, `Artist ${nobody} not found`));
    const wrong = await rest("GET", "/artists/yann");
    expect(wrong.statusCode).toBe(422);
    expect(wrong.json().issues).toEqual([{ path: ["artist_id"], message: "Must be a UUID" }]);
  });

  test("PUT 200, name and availabilities replaced; 404; 422", async () => {
    const artist = { name: "Yann", availabilities: [morning] };
    const { id } = (await rest("POST", "/artists", artist)).json();
    const replaced = await rest("PUT", `/artists/${id}`, { name: "Y.", availabilities: [evening] });
    expect(replaced.statusCode).toBe(200);
    expect(replaced.json()).toEqual({ id, name: "Y.", availabilities: [evening] });
    expect((await rest("PUT", `/artists/${nobody}`, { name: "Y." })).statusCode).toBe(404);
    expect((await rest("PUT", `/artists/${id}`, { name: "" })).statusCode).toBe(422);
    expect((await rest("PUT", "/artists/yann", { name: "Y." })).statusCode).toBe(422);
    expect((await rest("GET", `/artists/${id}`)).json()).toEqual(replaced.json());
  });

  test("DELETE 204 without a body; 404; 422", async () => {
    const { id } = (await rest("POST", "/artists", { name: "Yann" })).json();
    const deleted = await rest("DELETE", `/artists/${id}`);
    expect(deleted).toMatchObject({ statusCode: 204, body: "" });
    expect((await rest("DELETE", `/artists/${id}`)).statusCode).toBe(404);
    expect((await rest("DELETE", "/artists/yann")).statusCode).toBe(422);
  });

  test("GET of all: 200 an array by name; 422 for a bad query", async () => {
    const everyone = await rest("GET", "/artists");
    expect(everyone.statusCode).toBe(200);
    expect(everyone.json()).toBeInstanceOf(Array);
    for (const query of [
      "limit=0",
      "limit=1001",
      "limit=x",
      "limit=",
      "limit=1&limit=2",
      "sort=name",
    ])
      expect((await rest("GET", `/artists?${query}`)).statusCode).toBe(422);
  });

  test("a slot of zero or negative length is 422, and says so", async () => {
    for (const end of [morning.start, "2024-05-10T08:00:00"]) {
      const availabilities = [{ start: morning.start, end }];
      const answer = await rest("POST", "/artists", { name: "Yann", availabilities });
      expect(answer.statusCode).toBe(422);
      expect(answer.json().detail).toContain("Availability end must be after start");
    }
  });

  test("an id of null counts as none: the server makes one", async () => {
    const artist = { id: null, name: "Yann" };
    const created = await rest("POST", "/artists", artist);
    expect(created.statusCode).toBe(201);
    expect(created.json().id).toMatch(/^[0-9a-f-]{36}$/);
    const artists = [artist, artist].map((one) => ({ ...one, availabilities: [morning] }));
    const made = await rest("POST", "/plannings", { event_date: "2024-05-10", artists });
    expect(made.statusCode).toBe(201);
    const ids = made.json().assignments.map(({ artist_id }: { artist_id: string }) => artist_id);
    expect(new Set(ids).size).toBe(2);
  });

  test("an unknown key in a body is refused", async () => {
    const answer = await rest("POST", "/artists", { name: "Yann", role: "sound" });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().detail).toBe('Unrecognized key: "role"');
    const slot = { ...morning, note: "?" };
    expect((await rest("POST", "/artists", { name: "Y", availabilities: [slot] })).statusCode).toBe(
      422,
    );
  });
});

describe("plannings", () => {
  const artists = [
    { id: nobody, name: "Hélène", availabilities: [evening, morning] },
    { id: "00000000-0000-4000-8000-00000000000a", name: "Yann", availabilities: [morning] },
  ];

  test("POST 201 the planning, assignments by start then artist; GET 200; 404; 422", async () => {
    const made = await rest("POST", "/plannings", { event_date: "2024-05-10", artists });
    expect(made.statusCode).toBe(201);
    const { planning_id } = made.json();
    expect(made.headers.location).toBe(`/api/v1/plannings/${planning_id}`);
    expect(made.json()).toEqual({
      planning_id,
      event_date: "2024-05-10",
      assignments: [
        { artist_id: "00000000-0000-4000-8000-00000000000a", slot: morning },
        { artist_id: nobody, slot: morning },
      ],
    });
    const found = await rest("GET", `/plannings/${planning_id}`);
    expect(found.statusCode).toBe(200);
    expect(found.json()).toEqual(made.json());
    const absent = await rest("GET", `/plannings/${nobody}`);
    expect(absent.statusCode).toBe(404);
    expect(absent.json()).toEqual(problem(404, `Planning ${nobody} not found`));
    expect((await rest("GET", "/plannings/today")).statusCode).toBe(422);
  });

  test("POST 400 when an artist has no slot that day; 422", async () => {
    const none = await rest("POST", "/plannings", { event_date: "2024-05-11", artists });
    expect(none.statusCode).toBe(400);
    expect(none.json()).toEqual(problem(400, "Artist 'Hélène' has no availability for 2024-05-11"));
    const twice = { event_date: "2024-05-10", artists: [artists[0], artists[0]] };
    expect((await rest("POST", "/plannings", twice)).statusCode).toBe(422);
    expect(
      (await rest("POST", "/plannings", { event_date: "10/05/2024", artists })).statusCode,
    ).toBe(422);
  });

  test("GET of all: 200 an array, newest first; 422 for a bad query", async () => {
    const before = (await rest("GET", "/plannings")).json();
    const made = (await rest("POST", "/plannings", { event_date: "2024-05-10", artists })).json();
    expect((await rest("GET", "/plannings")).json()).toEqual([made, ...before]);
    for (const query of ["limit=0", "from=yesterday", "to=2024-02-30", "artist_id=x", "cursor=x"])
      expect((await rest("GET", `/plannings?${query}`)).statusCode).toBe(422);
  });
});

describe("pages", () => {
  const names = Array.from({ length: 7 }, (_, i) => `Page ${i} & more`);
  const namesOf = (artists: { name: string }[]) => artists.map(({ name }) => name);

  beforeAll(async () => {
    for (const name of names) await rest("POST", "/artists", { name });
  });

  test("are arrays, joined by Link headers that keep the query", async () => {
    const found: string[] = [];
    let next: string | undefined = "/api/v1/artists?q=page&limit=3";
    const sizes: number[] = [];
    while (next !== undefined) {
      const answer: LightMyRequestResponse = await app.inject(next);
      found.push(...namesOf(answer.json()));
      sizes.push(answer.json().length);
      const [, url, relation] = /^<([^>]+)>; rel="(\w+)"$/.exec(String(answer.headers.link)) ?? [];
      expect(relation ?? "next").toBe("next");
      next = url;
    }
    expect(sizes).toEqual([3, 3, 1]);
    expect(found).toEqual(names);
  });

  test("hold everything up to 1,000 where no limit is given", async () => {
    const event_date = "2024-05-10";
    const availabilities = [{ start: `${event_date}T09:00`, end: `${event_date}T10:00` }];
    const many = (first: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({ name: `Many ${first + i}`, availabilities }));
    for (const first of [0, 500])
      await rest("POST", "/plannings", { event_date, artists: many(first, 500) });
    const all = await rest("GET", "/artists?q=many");
    expect(all.json()).toHaveLength(1000);
    expect(all.headers).not.toHaveProperty("link");
    await rest("POST", "/artists", { name: "Many more" });
    const first = await rest("GET", "/artists?q=many");
    expect(first.json()).toHaveLength(1000);
    expect(first.headers.link).toContain('rel="next"');
  });
});

describe("If-None-Match with the ETag of an answer gives 304 until it changes", () => {
  const query = encodeURIComponent(JSON.stringify({ q: "Yann" }));
  const span = "from=2027-07-12T00:00:00Z&to=2027-07-19T00:00:00Z";

  test.each([
    { what: "one thing", url: (id: string) => `/api/v1/artists/${id}` },
    { what: "a list", url: () => "/api/v1/artists?q=Yann" },
    { what: "the calendar", url: () => `/api/v1/calendar?${span}` },
    { what: "a call over tRPC", url: () => `/trpc/artists.list?input=${query}` },
  ])("of $what", async ({ url }) => {
    const slot = { start: "2027-07-14T09:00:00", end: "2027-07-14T13:00:00" };
    const artist = { name: "Yann", availabilities: [slot] };
    const { id } = (await rest("POST", "/artists", artist)).json();
    const { etag } = (await app.inject(url(id))).headers;
    const again = { url: url(id), headers: { "if-none-match": etag } };
    expect(await app.inject(again)).toMatchObject({ statusCode: 304, body: "", headers: { etag } });
    await rest("PUT", `/artists/${id}`, { ...artist, name: "Yann Le Goff" });
    expect((await app.inject(again)).statusCode).toBe(200);
  });
});

describe("times", () => {
  const stored = async (start: string, end: string) => {
    const availabilities = [{ start, end }];
    return (await rest("POST", "/artists", { name: "Yann", availabilities })).json()
      .availabilities[0];
  };

  test("without offset come back exactly as they were sent", async () => {
    expect(await stored(morning.start, morning.end)).toEqual(morning);
    expect(await stored("2027-03-28T02:30:00", "2027-03-28T02:45:00.25")).toEqual({
      start: "2027-03-28T02:30:00",
      end: "2027-03-28T02:45:00.25",
    });
  });

  test("with an offset come back as wall-clock time of the organisation's zone", async () => {
    expect(await stored("2024-05-10T07:00:00Z", "2024-05-10T03:00:00-07:00")).toEqual(morning);
  });

  test("may be spelled in each way that RFC 3339 allows", async () => {
    expect(await stored("2024-05-10 09:00:00", "2024-05-10t10:00:00z")).toEqual(morning);
    expect(await stored("2024-05-10 07:00:00Z", "2024-05-10 12:00:00.000+02:00")).toEqual(morning);
  });

  test("may come without seconds, and are answered with them", async () => {
    expect(await stored("2024-05-10T09:00", "2024-05-10T10:00Z")).toEqual(morning);
  });

  test("are read in the time zone of the organisation, after it was changed", async () => {
    const montreal = await testApp({ TIME_ZONE: "America/Montreal" });
    const availabilities = [{ start: "2024-05-10T13:00:00Z", end: "2024-05-10T12:00:00" }];
    const answer = await montreal.rest("POST", "/artists", { name: "Yann", availabilities });
    expect(answer.json().availabilities).toEqual([morning]);
  });
});

describe("a trailing slash names the same path", () => {
  test("on every route", async () => {
    const { id } = (await rest("POST", "/artists", { name: "Yann" })).json();
    const paths = ["/health", "/artists", `/artists/${id}`, "/plannings", "/missions/coverage"];
    for (const path of paths) {
      const plain = await rest("GET", path);
      const slashed = await rest("GET", `${path}/`);
      expect(slashed.statusCode).toBe(200);
      expect(slashed.json()).toEqual(plain.json());
    }
    expect((await rest("PUT", `/artists/${id}/`, { name: "Y." })).json().name).toBe("Y.");
    expect((await rest("DELETE", `/artists/${id}/`)).statusCode).toBe(204);
    expect((await rest("GET", `/artists/${id}/`)).statusCode).toBe(404);
  });

  test("in answers too, which name the path without it", async () => {
    await rest("POST", "/artists/", { name: "Slash 1" });
    const created = await rest("POST", "/artists/", { name: "Slash 2" });
    expect(created.headers.location).toBe(`/api/v1/artists/${created.json().id}`);
    const { link } = (await rest("GET", "/artists/?q=slash&limit=1")).headers;
    expect(link).toMatch(/^<\/api\/v1\/artists\?q=slash&limit=1&cursor=[\w-]+>; rel="next"$/);
  });

  test("also of another method, and of an unknown path", async () => {
    const wrong = await rest("DELETE", "/artists/");
    expect(wrong.statusCode).toBe(405);
    expect(wrong.headers.allow).toBe("GET, HEAD, POST");
    expect((await rest("GET", "/nowhere/")).statusCode).toBe(404);
    expect((await rest("GET", "/artists//")).statusCode).toBe(422);
  });
});

describe("errors of the transport", () => {
  test.each([
    { what: "an unknown path", method: "GET", url: "/api/v1/nowhere", status: 404 },
    { what: "an unknown path outside the API", method: "GET", url: "/nowhere", status: 404 },
    {
      what: "a path that cannot be decoded",
      method: "GET",
      url: "/api/v1/artists/%ff",
      status: 400,
    },
    { what: "another method", method: "PATCH", url: `/api/v1/artists/${nobody}`, status: 405 },
  ] as const)("$what is $status", async ({ method, url, status }) => {
    const answer = await app.inject({ method, url });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(answer.json()).toEqual(problem(status, expect.any(String)));
    expect(answer.headers.allow?.includes("GET, HEAD") ?? false).toBe(status === 405);
  });

  test.each([...new Set(operations.map(({ rest: { path } }) => path))])(
    "a method that %s does not take is 405, and Allow lists the others",
    async (path) => {
      const taken = operations.flatMap(({ rest: { path: other, method } }) =>
        other === path ? [method, ...(method === "GET" ? ["HEAD"] : [])] : [],
      );
      const url = `/api/v1${path.replace(/\{\w+\}/g, nobody)}`;
      for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const) {
        if (taken.includes(method)) continue;
        const answer = await app.inject({ method, url });
        expect(answer.statusCode).toBe(405);
        expect(answer.headers.allow).toBe(taken.toSorted().join(", "));
      }
    },
  );

  test.each([
    { what: "over 1 MiB", type: "application/json", payload: " ".repeat(2 ** 20 + 1), status: 413 },
    { what: "that is no JSON", type: "text/plain", payload: "name=Yann", status: 415 },
    { what: "that is broken JSON", type: "application/json", payload: '{"name":', status: 400 },
  ])("a body $what is $status", async ({ type, payload, status }) => {
    const headers = { "content-type": type };
    const answer = await app.inject({ method: "POST", url: "/api/v1/artists", headers, payload });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(answer.json()).toEqual(problem(status, expect.any(String)));
  });
});

test("the base path is what API_PREFIX says", async () => {
  const { app: moved } = await testApp({ API_PREFIX: "/planning/v1" });
  expect((await moved.inject("/planning/v1/health")).statusCode).toBe(200);
  expect((await moved.inject("/api/v1/health")).statusCode).toBe(404);
  const payload = { name: "Yann" };
  const answer = await moved.inject({ method: "POST", url: "/planning/v1/artists", payload });
  expect(answer.headers.location).toMatch(/^\/planning\/v1\/artists\//);
  expect((await moved.inject("/openapi.json")).json().servers).toEqual([{ url: "/planning/v1" }]);
});
