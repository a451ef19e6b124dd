// The example of README.md, word for word: the test below compares the two.
import Fastify from "fastify";
import { initTRPC, type TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { z } from "zod";
import { rest } from "@coulisses/rest/meta";
import { restPlugin } from "@coulisses/rest";
import { openApiDocument } from "@coulisses/rest/document";

const t = initTRPC.meta<object>().create();
const Book = z.strictObject({ id: z.string(), title: z.string() }).meta({ id: "Book" });
const Problem = z.strictObject({ status: z.int(), detail: z.string() }).meta({ id: "Problem" });

const router = t.router({
  addBook: t.procedure
    .meta(rest({ method: "POST", path: "/books", status: 201, location: "/books/{id}" }))
    .input(Book)
    .output(Book)
    .mutation(({ input }) => input),
});

const toProblem = (error: TRPCError) => ({
  status: getHTTPStatusCodeFromError(error),
  detail: error.message,
});

const app = Fastify();
app.register(restPlugin<typeof router>, {
  prefix: "/api/v1",
  router,
  createContext: () => ({}),
  toProblem,
});

const document = openApiDocument(router, {
  title: "Library",
  version: "1.0.0",
  description: "Books.",
  baseUrl: "/api/v1",
  problem: Problem,
  toProblem,
});

import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

test("the README's example is this one, and works", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const [, example = ""] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  expect(await readFile(import.meta.filename, "utf8")).toContain(example);

  const payload = { id: "emma", title: "Emma" };
  const answer = await app.inject({ method: "POST", url: "/api/v1/books", payload });
  expect(answer.statusCode).toBe(201);
  expect(answer.headers.location).toBe("/api/v1/books/emma");
  expect(Object.keys(document.paths ?? {})).toEqual(["/books"]);
});
