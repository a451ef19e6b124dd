import { z } from "zod";
import { id } from "../kit/ids.ts";

/** The most characters of a position: enough for some hundred chains. */
const longestPosition = 4096;

export const WatchChanges = z
  .strictObject({
    page_id: id.optional().meta({
      description: "Shows the caller to others as present, under this id, which the page chooses.",
    }),
    // tRPC's name, which it fills in when a stream that was cut begins again.
    lastEventId: z.string().max(longestPosition).optional(),
  })
  .prefault({});
