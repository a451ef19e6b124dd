import { z } from "zod";
import { count } from "./ids.ts";

/** One thing wrong with an input: where, as keys and positions from its root, and what. */
export const Issue = z.strictObject({
  path: z.array(z.union([z.string(), count])).meta({ examples: [["availabilities", 0, "end"]] }),
  message: z.string().meta({ examples: ["Availability end must be after start"] }),
});

export type Issue = z.infer<typeof Issue>;
