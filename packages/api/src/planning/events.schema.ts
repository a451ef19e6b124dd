import { z } from "zod";
import { id } from "../kit/ids.ts";
import { effect } from "./effect.schema.ts";
import { Engagement } from "./engagements.schema.ts";
import { Mission } from "./missions.schema.ts";
import { OutsideWork } from "./outside-work.schema.ts";

export const EventKey = z.strictObject({
  event_id: id.meta({ description: "As the change answered it, or a mission's history has it." }),
});

export const Undone = z
  .strictObject({
    missions: z.array(Mission),
    engagements: z.array(Engagement),
    outside_work: z.array(OutsideWork),
    ...effect,
  })
  .meta({
    id: "Undone",
    description:
      "Everything that was restored, as it is now; deleted things are only in `changed`.",
  });

/** A thing that an undo would change, as it is now; null if it was deleted. */
export const Remaining = z.union([Mission, Engagement, OutsideWork]).nullable();

export type Undone = z.output<typeof Undone>;
