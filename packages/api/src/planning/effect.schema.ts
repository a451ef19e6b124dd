import { z } from "zod";
import { answeredId, version } from "../kit/ids.ts";
import { Coverage } from "./coverage.schema.ts";

const versions = z.array(
  z.strictObject({
    id: answeredId,
    version: version.nullable().meta({ description: "Null if it was deleted." }),
  }),
);

export const Changed = z
  .strictObject({
    missions: versions,
    engagements: versions,
    outside_work: versions,
    coverage: z
      .array(Coverage)
      .meta({ description: "The coverage of the missions for which it changed." }),
  })
  .meta({
    id: "Changed",
    description: "Everything that a change changed: ids with their present versions, each once.",
  });

/** What each change of the plan answers, in addition to the thing. */
export const effect = {
  event_id: answeredId.nullable().meta({
    description: "Of the event by which it can be undone; null where nothing changed.",
  }),
  changed: Changed,
};

/** The answer of a deletion. */
export const Effect = z.strictObject(effect);

export type Changed = z.output<typeof Changed>;
export type Effect = z.output<typeof Effect>;

/** An answer without `Effect`. */
export type Bare<Answer> = Omit<Answer, keyof Effect>;
