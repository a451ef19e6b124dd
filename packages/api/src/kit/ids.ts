import { z } from "zod";
import { must } from "./must.ts";

/** The id in the examples of the OpenAPI document. */
export const exampleId = "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90";

/** A UUID in any case; parsing makes it lower case. */
export const id = z
  .guid(must({ issue: "uuid" }))
  .toLowerCase()
  .meta({ examples: [exampleId] });

/** An id in an answer. */
export const answeredId = z.string().meta({ format: "uuid", examples: [exampleId] });

/** The largest value of PostgreSQL's `integer`. */
const mostInteger = 2_147_483_647;

/** A number of things. */
export const count = z.int().min(0).max(mostInteger);

/** The version of a thing: 1 at first, one more with each change. */
export const version = count.min(1).meta({
  description: "Grows with each change; also the ETag of REST answers.",
  examples: [1],
});

/** Refuses a change of a stale version. REST callers send `If-Match` instead. */
export const expectedVersion = count
  .optional()
  .meta({ description: "The version that you have read; left out, the last write wins." });
