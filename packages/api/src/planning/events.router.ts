import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { conflict, stale, unknown } from "../kit/refusals.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { changePlan } from "./change-plan.ts";
import { EventKey, Remaining, Undone } from "./events.schema.ts";
import { Blocked, blockedExample } from "./findings.schema.ts";
import { undoEvent } from "./undo.ts";

export const events = {
  undo: procedure
    .meta(
      rest({
        method: "POST",
        path: "/events/{event_id}/undo",
        summary: "Undo a change of missions, engagements or outside work",
        description:
          "All of it or nothing, if nobody changed the same since. What it made goes or is cancelled, what it deleted is there again. Can be undone too.",
        tags: ["Record"],
        errors: {
          ...unknown("event"),
          409: conflict(
            "It is no such change, or something cannot be what it was: `current` has the findings.",
            blockedExample,
            Blocked,
          ),
          412: stale("Somebody changed something since.", Remaining),
        },
      }),
    )
    .input(compiledInput(EventKey))
    .output(compiled(Undone))
    .mutation(({ ctx, input }) =>
      changePlan(ctx, (trx) => undoEvent(trx, ctx.organisation.id, input)),
    ),
} satisfies TRPCRouterRecord;
