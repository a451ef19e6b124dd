import type { Profile } from "./artists/profile.schema.ts";
import type { Key } from "./keys/schema.ts";
import { router } from "./kit/trpc.ts";
import type { Organisation } from "./organisations/schema.ts";
import type { Engagement } from "./planning/engagements.schema.ts";
import type { Blocked } from "./planning/findings.schema.ts";
import type { LabourSettings } from "./planning/labour.schema.ts";
import type { Mission, StaleMissions } from "./planning/missions.schema.ts";
import type { OutsideWork } from "./planning/outside-work.schema.ts";
import type { Project } from "./projects/schema.ts";
import type { Skill } from "./skills/schema.ts";
import * as slices from "./slices.ts";
import type { Venue } from "./venues/schema.ts";

export const appRouter = router({ ...slices });

/** The type of the whole API, for the published client. */
export type AppRouter = typeof appRouter;

// What problems carry. kit knows no noun, so its type of a problem gets this here.
declare module "./kit/errors.ts" {
  interface CurrentByCode {
    /** The thing as it is now; null if it was deleted. */
    stale: {
      current:
        | Engagement
        | LabourSettings
        | Mission
        | Organisation
        | OutsideWork
        | Profile
        | Project
        | Skill
        | StaleMissions
        | Venue
        | null;
    };
    /** The findings that block, or the thing that cannot change in this way. */
    conflict: { current?: Blocked | Engagement | Mission };
    /** What the first call made, without its secret. */
    answer_not_kept: { current?: Key };
  }
}
