import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { testApp } from "../factory.ts";

const { app, rest } = await testApp();
const event_date = "2027-07-14";
const slot = { start: `${event_date}T09:00:00`, end: `${event_date}T13:00:00` };
const artists = Array.from({ length: 100 }, (_, i) => ({
  name: `Artist ${i}`,
  availabilities: [slot],
}));
await rest("POST", "/plannings", { event_date, artists });

function get(url: string, accepted?: string, more: Record<string, string> = {}) {
  return app.inject({
    url,
    headers: { ...(accepted && { "accept-encoding": accepted }), ...more },
  });
}

const list = "/api/v1/artists";
const query = "/trpc/artists.list";

describe("a large answer to GET", () => {
  test.each([
    { url: list, accepted: "gzip, deflate, br, zstd", encoding: "br", read: brotliDecompressSync },
    { url: list, accepted: "gzip", encoding: "gzip", read: gunzipSync },
    { url: list, accepted: "br;q=0.5, gzip", encoding: "gzip", read: gunzipSync },
    { url: list, accepted: "GZIP", encoding: "gzip", read: gunzipSync },
    { url: query, accepted: "gzip, deflate, br", encoding: "br", read: brotliDecompressSync },
    { url: "/openapi.json", accepted: "gzip", encoding: "gzip", read: gunzipSync },
  ])("at $url to who takes $accepted is $encoding", async ({ url, accepted, encoding, read }) => {
    const plain = await get(url);
    const { headers, rawPayload } = await get(url, accepted);
    expect(headers).toMatchObject({
      "content-encoding": encoding,
      "content-length": String(rawPayload.length),
      "content-type": plain.headers["content-type"],
      vary: expect.stringContaining("accept-encoding"),
      etag: plain.headers["etag"],
    });
    expect(rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
    expect(read(rawPayload).toString()).toBe(plain.body);
  });

  test.each([undefined, "identity", "deflate", "gzip;q=0, br;q=0"])(
    "with Accept-Encoding %s is plain, and varies by that header",
    async (accepted) => {
      const { headers, body } = await get(list, accepted);
      expect(headers).not.toHaveProperty("content-encoding");
      expect(headers["vary"]).toContain("accept-encoding");
      expect(JSON.parse(body)).toHaveLength(100);
    },
  );

  test("has one ETag, however it is sent", async () => {
    const { etag } = (await get(list, "br")).headers;
    const again = await get(list, "gzip", { "if-none-match": String(etag) });
    expect(again).toMatchObject({ statusCode: 304, body: "" });
    // The headers for an answer that a cache has.
    expect(again.headers["vary"]).toBe((await get(list, "gzip")).headers["vary"]);
  });
});

describe("never compressed is", () => {
  const headers = { "content-type": "application/json", "accept-encoding": "br, gzip" };

  test("a small answer", async () => {
    expect((await get(`${list}?limit=5`, "br")).headers).not.toHaveProperty("content-encoding");
  });

  test("an answer to a change, which may hold a secret beside the input (BREACH)", async () => {
    const availabilities = Array.from({ length: 200 }, (_, i) => ({
      start: Temporal.PlainDateTime.from(slot.start).add({ days: i }).toString(),
      end: Temporal.PlainDateTime.from(slot.end).add({ days: i }).toString(),
    }));
    const payload = JSON.stringify({ name: "Hélène", availabilities });
    const made = await app.inject({ method: "POST", url: list, headers, payload });
    expect(made.rawPayload.length).toBeGreaterThan(10_000);
    expect(made.headers).not.toHaveProperty("content-encoding");
  });

  test("an error", async () => {
    const many = Array.from({ length: 100 }, (_, i) => `x${i}=${"y".repeat(20)}`).join("&");
    const refused = await get(`${list}?${many}`, "br");
    expect(refused.statusCode).toBe(422);
    expect(refused.headers).not.toHaveProperty("content-encoding");
  });

  test("the answer to HEAD, which has no body", async () => {
    const answer = await app.inject({ method: "HEAD", url: list, headers });
    expect(answer).toMatchObject({ statusCode: 200, body: "" });
    expect(answer.headers).not.toHaveProperty("content-encoding");
    expect(answer.headers["vary"]).toContain("accept-encoding");
  });
});

describe("the script of the docs page", () => {
  test("is cached for a year at an address with its hash, and is compressed", async () => {
    const [, script] = /src="(js\/[^"]+)"/.exec((await get("/docs/")).body) ?? [];
    const plain = await get(`/docs/${script}`);
    expect(plain.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    for (const [accepted, read] of [
      ["br", brotliDecompressSync],
      ["gzip", gunzipSync],
    ] as const) {
      const { headers, rawPayload } = await get(`/docs/${script}`, accepted);
      expect(headers).toMatchObject({
        "content-encoding": accepted,
        vary: expect.stringContaining("accept-encoding"),
      });
      expect(rawPayload.length).toBeLessThan(plain.rawPayload.length / 3);
      expect(read(rawPayload).toString()).toBe(plain.body);
    }
  });

  test("is not cached at an address without its hash", async () => {
    for (const url of ["/docs/js/scalar.js", "/docs/js/scalar.js?v=other"])
      expect((await get(url)).headers["cache-control"]).not.toContain("max-age");
  });
});

test("the rate limit counts the bytes of an answer before compression", async () => {
  const limited = await testApp({ RATE_LIMIT: "600" });
  const ask = () =>
    limited.app.inject({ url: "/openapi.json", headers: { "accept-encoding": "br" } });
  const { headers, rawPayload } = await ask();
  expect(headers).toMatchObject({ "content-encoding": "br", "ratelimit-remaining": "599" });
  const bytes = brotliDecompressSync(rawPayload).length;
  expect(bytes).toBeGreaterThan(2 ** 16);
  const left = 598 - Math.floor(bytes / 2 ** 16);
  expect((await ask()).headers["ratelimit-remaining"]).toBe(String(left));
});
