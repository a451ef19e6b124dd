import { initTRPC, type TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { openApiDocument } from "./document.ts";
import { rest } from "./meta.ts";

const t = initTRPC.meta<object>().create();
const Book = z
  .strictObject({ id: z.string(), title: z.string() })
  .meta({ id: "Book", examples: [{ id: "emma", title: "Emma" }] });
const BookUpdate = z
  .strictObject({
    id: z.string(),
    title: z.string().transform((title) => title.trim()),
    shelf: z
      .array(z.strictObject({ row: z.int().default(1) }))
      .default([])
      .meta({ description: "Where." }),
    expected_version: z.int().optional(),
  })
  .meta({ id: "BookUpdate", examples: [{ title: "Emma" }] });
const Problem = z
  .strictObject({ status: z.int(), detail: z.string(), current: z.unknown().optional() })
  .meta({ id: "Fault" });
const noSuchBook = {
  404: { description: "No book has this id.", example: new Error("Book dune not found") },
};

const taken = {
  description: "Another book has this id.",
  example: new Error("Emma has this id"),
  current: Book,
  headers: { "Retry-After": "Seconds." },
};

const books = {
  list: t.procedure
    .meta(rest({ method: "GET", path: "/books", list: true }))
    .input(
      z.strictObject({
        q: z
          .string()
          .optional()
          .meta({ description: "Of the title.", examples: ["emma"] }),
        limit: z.int().max(50).default(10),
      }),
    )
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
        errors: { 400: "The shelf is full.", 409: taken },
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
  toProblem: (error: TRPCError) => ({
    status: getHTTPStatusCodeFromError(error),
    detail: error.cause?.message ?? error.code,
  }),
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
  test("has the status and the headers that are sent", () => {
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

test("every error status of an operation is listed, with the schema of problems", () => {
  const statuses = (path: string, method: "get" | "put" | "post" | "delete") =>
    Object.keys(operation(path, method)?.responses ?? {});
  expect(statuses("/books", "get")).toEqual(["200", "304", "400", "422", "500"]);
  expect(statuses("/books/{id}", "get")).toEqual(["200", "304", "400", "404", "422", "500"]);
  expect(statuses("/books", "post")).toEqual(["201", "400", "409", "413", "415", "422", "500"]);
  expect(statuses("/books/{id}", "put")).toEqual([
    "200",
    "400",
    "404",
    "412",
    "413",
    "415",
    "422",
    "500",
  ]);
  expect(statuses("/books/{id}", "delete")).toEqual(["204", "400", "422", "500"]);
});

describe("an error", () => {
  const content = (path: string, method: "get" | "put" | "post" | "delete", status: string) =>
    operation(path, method)?.responses?.[status]?.content?.["application/problem+json"];

  test("has as example the thrown error as callers see it", () => {
    expect(operation("/books/{id}", "get")?.responses?.["404"]).toEqual({
      description: "No book has this id.",
      content: {
        "application/problem+json": {
          schema: reference("Fault"),
          example: { status: 404, detail: "Book dune not found" },
        },
      },
    });
  });

  test("of the input has as example the issues of the schema", () => {
    const { example } = content("/books", "post", "422") ?? {};
    expect(Object(example).detail).toContain('Unrecognized key: \\"nickname\\"');
  });

  test("has the schema and an example of `current`", () => {
    const now = (current: object) => ({ allOf: [reference("Fault"), { properties: { current } }] });
    expect(content("/books", "post", "409")).toEqual({
      schema: now(reference("Book")),
      example: { status: 409, detail: "Emma has this id", current: { id: "emma", title: "Emma" } },
    });
    expect(content("/books/{id}", "put", "412")).toMatchObject({
      schema: now(reference("Book")),
      example: { status: 412, current: { id: "emma", title: "Emma" } },
    });
    expect(operation("/books", "post")?.responses?.["409"]?.headers).toEqual({
      "Retry-After": { description: "Seconds.", schema: { type: "string" } },
    });
  });

  test("with several reasons describes all of them", () => {
    expect(operation("/books", "post")?.responses?.["400"]).toEqual({
      description:
        "The shelf is full. Or: The request is not well formed, or its body is not JSON in UTF-8.",
      content: {
        "application/problem+json": {
          schema: reference("Fault"),
          example: { status: 400, detail: "PARSE_ERROR" },
        },
      },
    });
  });

  test("that operations share is one component", () => {
    const shared = { $ref: "#/components/responses/PayloadTooLarge" };
    expect(operation("/books", "post")?.responses?.["413"]).toEqual(shared);
    expect(operation("/books/{id}", "put")?.responses?.["413"]).toEqual(shared);
    expect(document.components?.responses?.["PayloadTooLarge"]).toMatchObject({
      description: "The body is too large.",
      content: { "application/problem+json": { example: { status: 413 } } },
    });
  });
});

test("bodies are named components without the keys of the path", () => {
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

test("defaults of a body are in descriptions, and those of a query are defaults", () => {
  const body: unknown = document.components?.schemas?.["BookUpdate"];
  expect(body).toMatchObject({
    properties: {
      shelf: {
        description: "Where. Default: `[]`.",
        items: { properties: { row: { description: "Default: `1`." } } },
      },
    },
    required: ["title"],
  });
  expect(JSON.stringify(body)).not.toContain('"default"');
});

test("query parameters have their types, bounds, defaults and descriptions", () => {
  expect(operation("/books", "get")?.parameters).toEqual([
    {
      in: "query",
      name: "q",
      description: "Of the title.",
      schema: { type: "string", examples: ["emma"] },
    },
    {
      in: "query",
      name: "limit",
      schema: expect.objectContaining({ type: "integer", maximum: 50, default: 10 }),
    },
    expect.objectContaining({ in: "header", name: "If-None-Match" }),
  ]);
});

test("a list that does not answer a page fails when the document is generated", () => {
  const list = t.procedure
    .meta(rest({ method: "GET", path: "/broken", list: true }))
    .output(z.array(z.string()))
    .query(() => []);
  expect(() => openApiDocument(t.router({ list }), options)).toThrow("A list must answer");
});
