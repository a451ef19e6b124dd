import { initTRPC, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import Fastify from "fastify";
import { afterAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { rest } from "./meta.ts";
import { restPlugin } from "./rest.ts";

const t = initTRPC.context<{ caller: string }>().meta<object>().create();
const Shelf = z.strictObject({ shelf: z.string(), book: z.int(), lent: z.boolean().optional() });
const failures: TRPCError[] = [];
const signals: (AbortSignal | undefined)[] = [];

const router = t.router({
  books: t.router({
    put: t.procedure
      .meta(rest({ method: "PUT", path: "/shelves/{shelf}/books/{book}" }))
      .input(Shelf)
      .output(Shelf)
      .mutation(({ input }) => input),
    add: t.procedure
      .meta(rest({ method: "POST", path: "/books", status: 201, location: "/books/{title}" }))
      .input(z.strictObject({ title: z.string() }))
      .output(z.strictObject({ title: z.string() }))
      .mutation(({ input }) => input),
    list: t.procedure
      .meta(rest({ method: "GET", path: "/books", list: true }))
      .input(
        z.strictObject({ tag: z.array(z.string()).default([]), cursor: z.string().optional() }),
      )
      .query(({ input: { tag, cursor } }) => ({
        items: tag,
        next_cursor: cursor === undefined ? "page two" : null,
      })),
    special: t.procedure
      .meta(rest({ method: "GET", path: "/books/special" }))
      .query(() => "the special one"),
    get: t.procedure
      .meta(rest({ method: "GET", path: "/books/{title}" }))
      .input(z.strictObject({ title: z.string(), full: z.boolean().default(false) }))
      .query(({ input, ctx, signal }) => {
        signals.push(signal);
        return { ...input, ...ctx };
      }),
    remove: t.procedure
      .meta(rest({ method: "DELETE", path: "/books/{title}", status: 204 }))
      .input(z.strictObject({ title: z.string() }))
      .mutation(() => {}),
    lend: t.procedure
      .meta(rest({ method: "POST", path: "/books/{title}/loan" }))
      .input(z.strictObject({ title: z.string() }))
      .mutation(({ input }) => input),
    burn: t.procedure.meta(rest({ method: "POST", path: "/fires" })).mutation(() => {
      throw new Error("SELECT secret FROM cellar");
    }),
    broken: t.procedure
      .meta(rest({ method: "GET", path: "/broken", list: true }))
      .query(() => ["not a page"]),
  }),
  unserved: t.procedure.query(() => "tRPC only"),
});

const app = Fastify({ bodyLimit: 1000 });
await app.register(restPlugin<typeof router>, {
  prefix: "/api",
  router,
  createContext: () => ({ caller: "someone" }),
  toProblem: (error) => ({
    status: getHTTPStatusCodeFromError(error.cause instanceof z.ZodError ? invalid : error),
    code: error.code,
  }),
  onError: (error) => failures.push(error),
});
const invalid = new TRPCError({ code: "UNPROCESSABLE_CONTENT" });

afterAll(() => app.close());

function put(url: string, payload: unknown) {
  return app.inject({
    method: "PUT",
    url,
    headers: { "content-type": "application/json" },
    payload:
      typeof payload === "string" || payload instanceof Buffer ? payload : JSON.stringify(payload),
  });
}

describe("a request", () => {
  test("becomes one input of the decoded path's parameters and the body", async () => {
    const answer = await put("/api/shelves/top%20left/books/7", { lent: true });
    expect(answer.json()).toEqual({ shelf: "top left", book: 7, lent: true });
    expect((await put("/api/shelves/a/books/7", { lent: "true" })).statusCode).toBe(422);
    expect((await put("/api/shelves/a/books/seven", {})).statusCode).toBe(422);
  });

  test("cannot repeat a path's parameter in the body or the query", async () => {
    expect((await put("/api/shelves/a/books/7", { shelf: "b" })).statusCode).toBe(422);
    expect((await app.inject("/api/books/dune?title=emma")).statusCode).toBe(422);
  });

  test("has its query decoded to the types of the schema", async () => {
    expect((await app.inject("/api/books/dune?full=true")).json()).toMatchObject({ full: true });
    expect((await app.inject("/api/books/dune?full=1")).statusCode).toBe(422);
    expect((await app.inject("/api/books?tag=a")).json()).toEqual(["a"]);
    expect((await app.inject("/api/books?tag=a&tag=b")).json()).toEqual(["a", "b"]);
  });

  test("needs no body if the path has the whole input; a body with more is refused", async () => {
    const lend = { method: "POST", url: "/api/books/dune/loan" } as const;
    expect((await app.inject(lend)).json()).toEqual({ title: "dune" });
    expect((await app.inject({ ...lend, payload: {} })).json()).toEqual({ title: "dune" });
    for (const payload of [{ to: "someone" }, { title: "emma" }, []])
      expect((await app.inject({ ...lend, payload })).statusCode).toBe(422);
  });

  test("reaches the more specific of two routes", async () => {
    expect((await app.inject("/api/books/special")).json()).toBe("the special one");
  });

  test("gives the procedure its context and a signal", async () => {
    expect((await app.inject("/api/books/dune")).json()).toMatchObject({ caller: "someone" });
    expect(signals.at(-1)).toBeInstanceOf(AbortSignal);
  });

  test("aborts the signal if its caller disconnects", async () => {
    const aborted = vi.fn<() => void>();
    const slow = Fastify();
    const started = Promise.withResolvers<void>();
    const waiting = t.router({
      wait: t.procedure.meta(rest({ method: "GET", path: "/wait" })).query(({ signal }) => {
        signal?.addEventListener("abort", aborted);
        started.resolve();
        return new Promise<string>((resolve) =>
          signal?.addEventListener("abort", () => resolve("")),
        );
      }),
    });
    await slow.register(restPlugin<typeof waiting>, {
      router: waiting,
      createContext: () => ({ caller: "someone" }),
      toProblem: () => ({ status: 500 }),
    });
    const address = await slow.listen();
    const caller = new AbortController();
    const answer = fetch(`${address}/wait`, { signal: caller.signal }).catch(() => "given up");
    await started.promise;
    caller.abort();
    expect(await answer).toBe("given up");
    await expect.poll(() => aborted.mock.calls).toHaveLength(1);
    await slow.close();
  });
});

describe("a body", () => {
  test.each([
    { what: "that is not JSON", payload: "{", status: 400 },
    { what: "that is not UTF-8", payload: Buffer.from([0x22, 0xff, 0x22]), status: 400 },
    { what: "that is an array", payload: [], status: 422 },
    { what: "that is null", payload: null, status: 422 },
    { what: "that is empty", payload: "", status: 422 },
    { what: "over the limit", payload: { lent: "x".repeat(1000) }, status: 413 },
  ])("$what is refused with $status", async ({ payload, status }) => {
    expect((await put("/api/shelves/a/books/7", payload)).statusCode).toBe(status);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
    "of type %s is refused with 415",
    async (type) => {
      const headers = { "content-type": type };
      const answer = await app.inject({ method: "POST", url: "/api/books", headers, payload: "x" });
      expect(answer.statusCode).toBe(415);
    },
  );

  test("of a DELETE may be empty, whatever its content type", async () => {
    const headers = { "content-type": "application/json" };
    const answer = await app.inject({ method: "DELETE", url: "/api/books/dune", headers });
    expect(answer.statusCode).toBe(204);
    expect(answer.body).toBe("");
  });
});

describe("an answer", () => {
  test("has the status and the location of the meta", async () => {
    const payload = { title: "L'Étranger / 1" };
    const answer = await app.inject({ method: "POST", url: "/api/books", payload });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers.location).toBe("/api/books/L'%C3%89tranger%20%2F%201");
  });

  test("of a list is the array, with a link to the next page if there is one", async () => {
    const first = await app.inject("/api/books?tag=a&tag=b");
    expect(first.headers.link).toBe('</api/books?tag=a&tag=b&cursor=page%20two>; rel="next"');
    const odd = await app.inject("/api/books?tag=Who?&tag=%ff&cursor=");
    expect(odd.headers).not.toHaveProperty("link");
    const raw = await app.inject("/api/books?tag=Who?&tag=%ff");
    expect(raw.headers.link).toBe('</api/books?tag=Who?&tag=%ff&cursor=page%20two>; rel="next"');
    const second = await app.inject("/api/books?tag=a&tag=b&cursor=page%20two");
    expect(second.json()).toEqual(["a", "b"]);
    expect(second.headers).not.toHaveProperty("link");
  });

  test("to GET has an ETag, and is 304 without a body to a caller who has it", async () => {
    const { etag } = (await app.inject("/api/books/dune")).headers;
    expect(etag).toMatch(/^W\/".+"$/);
    for (const known of [etag, etag?.slice(2), `"other", ${etag}`, "*"]) {
      const headers = { "if-none-match": known };
      const answer = await app.inject({ url: "/api/books/dune", headers });
      expect(answer).toMatchObject({ statusCode: 304, body: "", headers: { etag } });
    }
    const headers = { "if-none-match": '"other"' };
    expect((await app.inject({ url: "/api/books/dune", headers })).statusCode).toBe(200);
    expect((await app.inject("/api/books/emma")).headers.etag).not.toBe(etag);
  });

  test("of a list has another ETag if its items or its next page differ", async () => {
    const tags = new Set<unknown>();
    for (const url of ["/api/books?tag=a&tag=b", "/api/books?tag=a&tag=b&cursor=page%20two"]) {
      const { etag } = (await app.inject(url)).headers;
      const headers = { "if-none-match": etag };
      expect(await app.inject({ url, headers })).toMatchObject({ statusCode: 304, body: "" });
      tags.add(etag);
    }
    expect(tags.size).toBe(2);
  });

  test("to HEAD is the answer to GET without its body", async () => {
    const answer = await app.inject({ method: "HEAD", url: "/api/books/dune" });
    expect(answer).toMatchObject({ statusCode: 200, body: "" });
    expect(answer.headers.etag).toBe((await app.inject("/api/books/dune")).headers.etag);
  });
});

describe("an error", () => {
  test("is a problem document, and discloses no internals", async () => {
    const answer = await app.inject({ method: "POST", url: "/api/fires" });
    expect(answer.statusCode).toBe(500);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(answer.body).not.toContain("secret");
    expect(failures.at(-1)?.cause?.message).toContain("secret");
  });

  test("is 404 on an unknown path, and 405 with Allow for another method", async () => {
    expect((await app.inject("/api/nowhere")).statusCode).toBe(404);
    expect((await app.inject("/api/unserved")).statusCode).toBe(404);
    const answer = await app.inject({ method: "PATCH", url: "/api/books?tag=a" });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toBe("GET, HEAD, POST");
    const one = await app.inject({ method: "POST", url: "/api/books/dune" });
    expect(one.headers.allow).toBe("DELETE, GET, HEAD");
    expect((await app.inject({ method: "GET", url: "/api/fires" })).headers.allow).toBe("POST");
  });

  test("is 405 on a static path, whatever methods a matching parameter's path has", async () => {
    for (const method of ["DELETE", "POST"] as const)
      for (const url of ["/api/books/special", "/api/books/%73pecial?full=true"]) {
        const answer = await app.inject({ method, url });
        expect(answer.statusCode).toBe(405);
        expect(answer.headers.allow).toBe("GET, HEAD");
      }
    expect((await app.inject({ method: "DELETE", url: "/api/books/special2" })).statusCode).toBe(
      204,
    );
  });

  test("is 405 for an unknown method too", async () => {
    const answer = await app.inject({ method: "OPTIONS", url: "/api/books/special" });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toBe("GET, HEAD");
  });

  test("says that a list must answer a page", async () => {
    expect((await app.inject("/api/broken")).statusCode).toBe(500);
    expect(failures.at(-1)?.message).toBe("A list must answer { items, next_cursor }");
  });
});
