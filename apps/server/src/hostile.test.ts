import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { testApp } from "./factory.ts";

const { app, rest, trpc } = await testApp();
const id = "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90";
let port = 0;

beforeAll(async () => {
  port = Number(new URL(await app.listen({ port: 0 })).port);
});

function post(url: string, payload: string | Buffer, headers: Record<string, string> = {}) {
  return app.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/json", ...headers },
    payload,
  });
}

/** Sends exactly these bytes to the server, and returns its answer. */
async function say(bytes: string | Buffer): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.end(bytes);
  return text(socket);
}

async function isAlive(): Promise<boolean> {
  return (await rest("GET", "/health")).statusCode === 200;
}

describe("hostile JSON", () => {
  const doors = ["/api/v1/artists", "/trpc/artists.create"];

  test.each(doors)("nested 100,000 deep is refused: %s", async (url) => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect((await post(url, `{"name":"H","availabilities":${deep}}`)).statusCode).toBe(422);
    expect(
      (await post(url, `{"name":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}`)).statusCode,
    ).toBe(422);
    expect(await isAlive()).toBe(true);
  });

  test.each(doors)(
    "with as many wrong items as fit is refused in a short answer: %s",
    async (url) => {
      const wrong = `{"name":"H","availabilities":[${"1,".repeat(400_000)}1]}`;
      const answer = await post(url, wrong);
      expect(answer.statusCode).toBe(422);
      expect(answer.body.length).toBeLessThan(50_000);
    },
  );

  test("with more values than any schema accepts is refused before validation", async () => {
    const artist = `{"name":"P","availabilities":[${"{},".repeat(700)}{}]}`;
    const planning = `{"event_date":"2027-01-01","artists":[${`${artist},`.repeat(479)}${artist}]}`;
    const answer = await post("/api/v1/plannings", planning);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().detail).toBe("Has more than 100000 values");
  });

  test.each(doors)("cannot reach prototypes: %s", async (url) => {
    for (const payload of [
      '{"name":"H","__proto__":{"polluted":true}}',
      '{"name":"H","constructor":{"prototype":{"polluted":true}}}',
      '{"name":"H","availabilities":[{"__proto__":{"start":1}}]}',
      '{"__proto__":{"name":"H"}}',
    ])
      expect((await post(url, payload)).statusCode).toBe(422);
    expect({}).not.toHaveProperty("polluted");
  });

  test.each(doors)(
    "with bytes that are not UTF-8, or lone surrogates, stores nothing: %s",
    async (url) => {
      const bytes = Buffer.concat([
        Buffer.from('{"name":"'),
        Buffer.from([0xc3, 0x28]),
        Buffer.from('"}'),
      ]);
      expect((await post(url, bytes)).statusCode).toBe(400);
      expect((await post(url, String.raw`{"name":"\ud800"}`)).statusCode).toBe(422);
      expect((await post(url, String.raw`{"name":"a\u0000"}`)).statusCode).toBe(422);
      expect((await rest("GET", "/artists")).json()).toEqual([]);
    },
  );

  test.each(doors)("with a number that JavaScript cannot hold is refused: %s", async (url) => {
    expect((await post(url, '{"name":1e999}')).statusCode).toBe(422);
    expect((await post(url, '{"name":NaN}')).statusCode).toBe(400);
  });
});

describe("hostile requests", () => {
  test("a body that is cut off in the middle changes nothing", async () => {
    const head = "POST /api/v1/artists HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    await say(`${head}content-length: 100\r\n\r\n{"name":"Cut`);
    await say(`${head}transfer-encoding: chunked\r\n\r\n5\r\n{"nam`);
    expect((await rest("GET", "/artists?q=cut")).json()).toEqual([]);
    expect(await isAlive()).toBe(true);
  });

  test.each([
    { what: "no HTTP at all", bytes: "\0\0\0\0\r\n\r\n" },
    { what: "a header that ends another", bytes: "GET / HTTP/1.1\r\nhost: a\r\nx: a\rb\r\n\r\n" },
    {
      what: "two lengths",
      bytes:
        "POST /api/v1/artists HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}",
    },
    {
      what: "two hosts",
      bytes: "GET /docs/ HTTP/1.1\r\nhost: localhost\r\nHost: localhost\r\n\r\n",
    },
    {
      what: "a host in the target, and another in the header",
      bytes: "GET http://other.example/docs/ HTTP/1.1\r\nhost: localhost\r\n\r\n",
    },
    {
      what: "a password in the target",
      bytes: "GET http://user:pass@localhost/docs/ HTTP/1.1\r\nhost: localhost\r\n\r\n",
    },
  ])("$what is answered with 400", async ({ bytes }) => {
    expect(await say(bytes)).toMatch(/^HTTP\/1.1 400 /);
    expect(await isAlive()).toBe(true);
  });

  test.each(["bad host", "[", "a:b:c", "u:p@a", "a/b?c", ""])(
    "the Host header %j breaks nothing",
    async (host) => {
      for (const url of ["/trpc/health.get", "/api/v1/health", "/docs", "/docs/"]) {
        const answer = await app.inject({ url, headers: { host } });
        expect(answer.statusCode).toBeLessThan(500);
      }
    },
  );

  test("a target in absolute form is answered if its host is that of the header", async () => {
    for (const target of ["http://localhost:80/api/v1/health", "HTTP://LOCALHOST/api/v1/health"])
      expect(await say(`GET ${target} HTTP/1.1\r\nhost: localhost\r\n\r\n`)).toMatch(
        /^HTTP\/1.1 200 /,
      );
  });

  test("a caller's request id is kept if it is harmless, and replaced otherwise", async () => {
    const idOf = async (given: string) =>
      (await app.inject({ url: "/api/v1/health", headers: { "x-request-id": given } })).headers[
        "x-request-id"
      ];
    expect(await idOf("trace-1:a.b_c")).toBe("trace-1:a.b_c");
    for (const harmful of ["a b", "<script>", "x".repeat(129), "é"])
      expect(await idOf(harmful)).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([
    "/api/v1/artists/%00",
    "/api/v1/artists/..%2f..%2fetc%2fpasswd",
    "/api/v1/artists/' or 1=1 --",
    `/api/v1/artists/${"x".repeat(1500)}`,
    `/api/v1/artists/${"x".repeat(5000)}`,
    "/api/v1/artists?q=%00",
    "/api/v1/artists?__proto__=1",
    "/api/v1/artists?constructor=1",
    `/api/v1/artists?${"q=a&".repeat(1000)}`,
    "/api/v1/artists?cursor=WyIwMDAwLTAxLTAxVDAwOjAwOjAwWiIsIngiXQ",
    "/api/v1/plannings?cursor=WyIwMDAwLTAxLTAxVDAwOjAwOjAwWiIsIjNmMGU4YTUyLTZjMWQtNGI3ZS05YTM1LTFkMmM0ZTZmOGE5MCJd",
    "/api/v1/plannings?from=0000-01-01",
    "/trpc/artists.list?input=%ff",
    "/trpc/__proto__.toString",
    "/trpc/constructor",
    "/trpc/artists.list?batch=1&input=%7B%220%22%3A%7B%22q%22%3A1%7D%7D",
  ])("%s is the caller's mistake, not ours", async (url) => {
    const { statusCode, body } = await app.inject(url);
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(statusCode).toBeLessThan(500);
    expect(body).not.toMatch(/select|constraint|node_modules|at .+\.ts/i);
  });

  test("a percent sign in q is literal, encoded or not", async () => {
    for (const q of ["%25", "%ff", "%"])
      expect((await app.inject(`/api/v1/artists?q=${q}`)).json()).toEqual([]);
  });

  test("SQL in values stays text", async () => {
    const name = "'); drop table artists; --";
    const { id: artistId } = (await rest("POST", "/artists", { name })).json();
    expect((await rest("GET", `/artists?q=${encodeURIComponent(name)}`)).json()).toHaveLength(1);
    await rest("DELETE", `/artists/${artistId}`);
  });

  test("a cursor of a time that cannot be stored is refused", async () => {
    for (const time of ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"]) {
      const cursor = Buffer.from(JSON.stringify([time, id])).toString("base64url");
      expect((await rest("GET", `/plannings?cursor=${cursor}`)).statusCode).toBe(422);
      expect((await trpc("plannings.list", { cursor })).statusCode).toBe(422);
    }
  });

  test("a property name of a megabyte is not repeated in the answer", async () => {
    const answer = await rest("POST", "/artists", { name: "H", ["k".repeat(1_000_000)]: 1 });
    expect(answer.statusCode).toBe(422);
    expect(answer.body.length).toBeLessThan(2000);
  });

  test("TRACE is refused on both doors", async () => {
    for (const url of ["/trpc/health.get", "/api/v1/health"])
      expect(await say(`TRACE ${url} HTTP/1.1\r\nhost: a\r\n\r\n`)).toMatch(/^HTTP\/1.1 40[45] /);
  });

  test("a method of another protocol is refused like any other", async () => {
    const answer = await say("PROPFIND /api/v1/artists HTTP/1.1\r\nhost: a\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1.1 405 /);
    expect(answer).toContain("allow: GET, HEAD, POST\r\n");
  });

  test("an unknown path is 404, whatever the body is", async () => {
    for (const url of ["/api/v1/nowhere", "/nowhere"]) {
      expect((await post(url, "{", {})).statusCode).toBe(404);
      expect((await post(url, "x", { "content-type": "text/plain" })).statusCode).toBe(404);
    }
  });
});

describe("when the database fails", () => {
  test("the answer is 500 on both doors, and discloses nothing internal", async () => {
    const broken = await testApp();
    await broken.rest("POST", "/artists", { id, name: "Hélène" });
    const { open } = await import("@coulisses/database");
    const database = await open(broken.databaseUrl);
    await database.db.schema.alterTable("artists").renameTo("hidden").execute();
    await database.close();
    const answers = [
      await broken.rest("GET", `/artists/${id}`),
      await broken.rest("POST", "/artists", { name: "Yann" }),
      await broken.trpc("artists.get", { artist_id: id }),
      await broken.trpc("artists.create", { name: "Yann" }),
    ];
    for (const { statusCode, body } of answers) {
      expect(statusCode).toBe(500);
      expect(body).toContain("Something went wrong on the server.");
      expect(body).not.toMatch(/relation|artists"|hidden|select|stack/i);
    }
  });
});

test("answers carry the security headers", async () => {
  const { headers } = await rest("GET", "/health");
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "content-security-policy": "default-src 'none';frame-ancestors 'none'",
    "strict-transport-security": expect.any(String),
  });
  expect(headers).not.toHaveProperty("x-powered-by");
});

test("both doors still answer after all of this", async () => {
  expect((await trpc("health.get")).statusCode).toBe(200);
  expect(await isAlive()).toBe(true);
});

test("a batch is answered as one JSON text, whatever the Accept header", async () => {
  const answer = await app.inject({
    url: "/trpc/artists.get,health.get?batch=1&input=%7B%7D",
    headers: { accept: "application/jsonl" },
  });
  expect(answer.statusCode).toBe(207);
  expect(answer.json()).toHaveLength(2);
});
