import { initTRPC } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { openApiDocument } from "./document.ts";
import { rest } from "./meta.ts";

const t = initTRPC.meta<object>().create();
const Book = z.strictObject({ id: z.string(), title: z.string() }).meta({ id: "Book" });
const BookUpdate = z
  .strictObject({ id: z.string(), title: z.string().transform((title) => title.trim()) })
  .meta({ id: "BookUpdate", examples: [{ title: "Emma" }] });
const Problem = z.strictObject({ detail: z.string() }).meta({ id: "Fault" });
const noSuchBook = { 404: "No book has this id." };

const books = {
  list: t.procedure
    .meta(rest({ method: "GET", path: "/books", list: true }))
    .input(z.strictObject({ limit: z.int().max(50).default(10) }))
    .output(z.strictObject({ items: z.array(Book), next_cursor: z.string().nullable() }))
    .query(() => ({ items: [], next_cursor: null })),
  get: t.procedure
    .meta(rest({ method: "GET", path: "/books/{id}", errors: noSuchBook }))
    .input(z.strictObject({ id: z.string() }))
    .output(Book)
    .query(({ input: { id } }) => ({ id, title: "" })),
  pages: t.procedure
    .meta(rest({ method: "GET", path: "/books/{id}/pages", list: true, errors: noSuchBook }))
    .input(z.strictObject({ id: z.string() }))
    .output(z.strictObject({ items: z.array(z.string()), next_cursor: z.string().nullable() }))
    .query(() => ({ items: [], next_cursor: null })),
  add: t.procedure
    .meta(
      rest({
        method: "POST",
        path: "/books",
        status: 201,
        location: "/books/{id}",
        errors: { 400: "The shelf is full." },
      }),
    )
    .input(Book)
    .output(Book)
    .mutation(({ input }) => input),
  replace: t.procedure
    .meta(rest({ method: "PUT", path: "/books/{id}", errors: noSuchBook }))
    .input(BookUpdate)
    .output(Book)
    .mutation(({ input }) => input),
  remove: t.procedure
    .meta(rest({ method: "DELETE", path: "/books/{id}", status: 204 }))
    .input(z.strictObject({ id: z.string() }))
    .output(z.void())
    .mutation(() => {}),
  unserved: t.procedure.query(() => "tRPC only"),
};

const options = {
  title: "Library",
  version: "1.2.3",
  description: "Books.",
  baseUrl: "/api",
  problem: Problem,
};
const document = openApiDocument(t.router({ books }), options);

function operation(path: string, method: "get" | "put" | "post" | "delete") {
  return document.paths?.[path]?.[method];
}

function reference(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

test("has exactly the procedures that are served over REST", () => {
  expect(Object.keys(document.paths ?? {})).toEqual(["/books", "/books/{id}", "/books/{id}/pages"]);
});

describe("success", () => {
  test("has the status that is sent, and the headers", () => {
    expect(operation("/books", "post")?.responses).toMatchObject({
      201: {
        headers: { Location: { schema: { type: "string" } } },
        content: { "application/json": { schema: reference("Book") } },
      },
    });
    expect(operation("/books", "post")?.responses).not.toHaveProperty("200");
    expect(operation("/books/{id}", "delete")?.responses?.["204"]).not.toHaveProperty("content");
  });

  test("of a list is an array of its items", () => {
    expect(operation("/books", "get")?.responses?.["200"]).toMatchObject({
      headers: { Link: { schema: { type: "string" } } },
      content: { "application/json": { schema: { type: "array", items: reference("Book") } } },
    });
  });

  test("of GET has an ETag, and a 304", () => {
    for (const path of ["/books/{id}", "/books", "/books/{id}/pages"])
      expect(operation(path, "get")).toMatchObject({
        parameters: expect.arrayContaining([expect.objectContaining({ name: "If-None-Match" })]),
        responses: { 200: { headers: { ETag: {} } }, 304: {} },
      });
  });
});

test("every status that an operation can give is listed, with the schema of problems", () => {
  const statuses = (path: string, method: "get" | "put" | "post" | "delete") =>
    Object.keys(operation(path, method)?.responses ?? {});
  expect(statuses("/books", "get")).toEqual(["200", "304", "422", "500"]);
  expect(statuses("/books/{id}", "get")).toEqual(["200", "304", "404", "422", "500"]);
  expect(statuses("/books", "post")).toEqual(["201", "400", "413", "415", "422", "500"]);
  expect(statuses("/books/{id}", "put")).toEqual(["200", "400", "404", "413", "415", "422", "500"]);
  expect(statuses("/books/{id}", "delete")).toEqual(["204", "422", "500"]);
  expect(operation("/books", "post")?.responses?.["400"]).toEqual({
    description: "The shelf is full. Or: The body is not JSON in UTF-8.",
    content: { "application/problem+json": { schema: reference("Fault") } },
  });
});

test("bodies are named components, without the keys of the path", () => {
  expect(operation("/books", "post")?.requestBody).toMatchObject({
    content: { "application/json": { schema: reference("Book") } },
  });
  expect(operation("/books/{id}", "put")?.requestBody).toMatchObject({
    content: { "application/json": { schema: reference("BookUpdate") } },
  });
  expect(document.components?.schemas?.["BookUpdate"]).toMatchObject({
    properties: { title: { type: "string" } },
    required: ["title"],
    additionalProperties: false,
    examples: [{ title: "Emma" }],
  });
  expect(Object.keys(document.components?.schemas ?? {}).toSorted()).toEqual([
    "Book",
    "BookUpdate",
    "Fault",
  ]);
});

test("query parameters have their types, bounds and defaults", () => {
  expect(operation("/books", "get")?.parameters).toEqual([
    {
      in: "query",
      name: "limit",
      schema: expect.objectContaining({ type: "integer", maximum: 50, default: 10 }),
    },
    expect.objectContaining({ in: "header", name: "If-None-Match" }),
  ]);
});

test("a list that answers no page is refused when the document is made", () => {
  const list = t.procedure
    .meta(rest({ method: "GET", path: "/broken", list: true }))
    .output(z.array(z.string()))
    .query(() => []);
  expect(() => openApiDocument(t.router({ list }), options)).toThrow("A list must answer");
});
