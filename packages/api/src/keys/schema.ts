import { z } from "zod";
import { answeredId, exampleId, id } from "../kit/ids.ts";
import { page, paging } from "../kit/paging.ts";
import { role } from "../kit/roles.ts";
import { text } from "../kit/text.ts";
import { answeredInstant, instant } from "../kit/time.ts";

const example = { name: "Ticketing", role: "planner", expires_at: "2030-01-01T00:00:00Z" } as const;

/** The credentials of a program (clé d'API). The secret is shown once, when the key is created. */
export const Key = z
  .strictObject({
    id: answeredId,
    name: z.string().meta({ examples: [example.name] }),
    role,
    artist_id: answeredId.nullable().meta({ description: "The artist that the key acts for." }),
    start: z.string().meta({ description: "How the key starts.", examples: ["clk_4fGh"] }),
    expires_at: answeredInstant.nullable(),
    created_at: answeredInstant,
    last_used_at: answeredInstant.nullable().meta({ description: "To the minute." }),
  })
  .meta({
    id: "Key",
    description: "The credentials of a program.",
    examples: [
      {
        ...example,
        id: exampleId,
        artist_id: null,
        start: "clk_4fGh",
        created_at: "2026-09-01T10:42:30.26+00:00",
        last_used_at: null,
      },
    ],
  });

export const CreatedKey = Key.extend({
  key: z.string().meta({
    description: "Sent as `Authorization: Bearer clk_…`. It is shown only once.",
    examples: ["clk_4fGhJq0b7yT5u2kW8s1xR9vN3mC6dZ_pLhEaQiOtUfY"],
  }),
}).meta({ id: "CreatedKey", description: "A new key, with its secret." });

export const KeyCreate = z
  .strictObject({
    name: text(255).meta({ examples: [example.name] }),
    role,
    artist_id: id.optional().meta({ description: "For the role artist, and for no other." }),
    expires_at: instant.optional().meta({ description: "Never, when left out." }),
  })
  .meta({ id: "KeyCreate", examples: [example] });

export const KeyKey = z.strictObject({ key_id: id });
export const KeyList = z.strictObject(paging([instant, id])).prefault({});
export const KeyPage = page(Key);

export type Key = z.output<typeof Key>;
export type CreatedKey = z.output<typeof CreatedKey>;
export type KeyCreate = z.output<typeof KeyCreate>;
export type KeyList = z.output<typeof KeyList>;
export type KeyPage = z.output<typeof KeyPage>;
