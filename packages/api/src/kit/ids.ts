import { z } from "zod";
import { must } from "./must.ts";

/** The id in the examples of the document. */
export const exampleId = "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90";

/** A UUID in any case; lower case from here on. */
export const id = z
  .guid(must({ issue: "uuid" }))
  .toLowerCase()
  .meta({ examples: [exampleId] });

/** An id as answers give it. */
export const answeredId = z.string().meta({ format: "uuid", examples: [exampleId] });

/** What PostgreSQL's `integer` holds at most. */
const mostInteger = 2_147_483_647;

/** How many there are of something. */
export const count = z.int().min(0).max(mostInteger);

/** Counts the changes of a thing, from 1 on. */
export const version = count.min(1).meta({
  description: "Grows with each change; also the ETag of REST answers.",
  examples: [1],
});

/** Refuses a change of what has another version by now. REST callers send `If-Match` instead. */
export const expectedVersion = count
  .optional()
  .meta({ description: "The version that you have read; left out, the last write wins." });
