import { z } from "zod";

/**
 * What a caller may do in an organisation: `admin` everything; `planner` reads and writes planning data;
 * `viewer` reads it; `artist` is linked to one artist, reads what is about them and edits their own
 * availabilities.
 */
export const role = z.enum(["admin", "planner", "viewer", "artist"]).meta({
  description:
    "What one may do: everything (admin), read and write planning data (planner), read it (viewer), or see what concerns one artist and edit their availabilities (artist).",
});

export type Role = z.infer<typeof role>;

/** How a caller proved who they are. */
export const callerKind = z.enum(["open", "person", "key", "command"]).meta({
  description:
    "How they proved who they are: not at all (open), by signing in, by an API key, or by a shell on the server.",
});

export type CallerKind = z.infer<typeof callerKind>;
