import { z } from "zod";
import { answeredId } from "../kit/ids.ts";
import { callerKind, role } from "../kit/roles.ts";
import { Organisation } from "../organisations/schema.ts";

/** The caller, as the server authenticated them. */
export const Me = z
  .strictObject({
    kind: callerKind,
    id: answeredId.nullable().meta({ description: "Of the user or the key." }),
    name: z.string().meta({ examples: ["Camille Fontaine"] }),
    role,
    artist_id: answeredId.nullable().meta({ description: "The artist who you are." }),
    shares_busy: z.boolean().nullable().meta({
      description:
        "Whether you share the times at which you work for others, between this organisation and the others with which you share them. Null unless you have signed in as an artist.",
    }),
    organisation: Organisation,
  })
  .meta({ id: "Me", description: "Who you are, in which organisation and role." });

export type Me = z.output<typeof Me>;
