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
          "All of it or nothing, if the same things are as it left them: later changes of them were undone. What it created is deleted or cancelled, what it deleted is created again. An undo can be undone too.",
        tags: ["Record"],
        errors: {
          ...unknown("event"),
          409: conflict(
            "It is another kind of event, or something cannot be restored: `current` has the findings.",
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
