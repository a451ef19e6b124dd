import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { type AuthorizedContext, mayDo } from "../kit/context.ts";
import { conflict, missing, stale, unknown } from "../kit/refusals.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { afterOthers } from "../kit/turns.ts";
import { changePlan } from "./change-plan.ts";
import { checkEngagements } from "./check.ts";
import { confirmEngagements } from "./confirm.ts";
import { createEngagements } from "./place.ts";
import { endEngagement } from "./end.ts";
import { replaceEngagement } from "./replace.ts";
import { findEngagement, listEngagements } from "./engagements.queries.ts";
import {
  Blocked,
  blockedExample,
  Checks,
  Engagement,
  EngagementChanged,
  EngagementEnd,
  EngagementKey,
  EngagementList,
  EngagementPage,
  EngagementReplace,
  Engagements,
  EngagementsCheck,
  EngagementsConfirm,
  EngagementsCreate,
  EngagementsUndo,
  Outcomes,
  Replacement,
} from "./engagements.schema.ts";
import { undoEvent } from "./undo.ts";
import { notFound } from "../kit/errors.ts";

const tags = ["Engagements"];
const noSuchEngagement = unknown("engagement");
const inTheWay = "It is refused: `current` has the findings.";

export const engagements = {
  create: procedure
    .meta(
      rest({
        method: "POST",
        path: "/engagements",
        summary: "Place artists on positions, as options or confirmed",
        description:
          "Up to 200 at once. Nobody is confirmed twice at one time, and a position takes no more people than it needs.",
        tags,
        status: 201,
        errors: {
          404: missing("position", "No position or artist has this id."),
          409: conflict(inTheWay, blockedExample, Blocked),
        },
      }),
    )
    .input(compiledInput(EngagementsCreate))
    .output(compiled(Outcomes))
    .mutation(({ ctx, input }) =>
      changePlan(ctx, (trx) => createEngagements(trx, plannerOf(ctx), input)),
    ),

  confirm: procedure
    .meta(
      rest({
        method: "POST",
        path: "/engagements/confirm",
        summary: "Confirm options (ferme)",
        description:
          "Each is checked again. A finding that blocks refuses it, unless it is overridden with a reason.",
        tags,
        errors: {
          ...noSuchEngagement,
          409: conflict(inTheWay, blockedExample, Blocked),
          412: stale("Somebody changed one meanwhile.", Engagement),
        },
      }),
    )
    .input(compiledInput(EngagementsConfirm))
    .output(compiled(Outcomes))
    .mutation(({ ctx, input }) =>
      changePlan(ctx, (trx) => confirmEngagements(trx, plannerOf(ctx), input)),
    ),

  decline: procedure
    .meta(
      rest({
        method: "POST",
        path: "/engagements/{engagement_id}/decline",
        summary: "Note that an option was declined",
        description: "It stays on record, and the position is free for somebody else.",
        tags,
        errors: {
          ...noSuchEngagement,
          409: conflict(
            "It is no option.",
            { reason: "ended", params: { status: "cancelled" } },
            Engagement,
          ),
          412: stale("Somebody changed it meanwhile.", Engagement),
        },
      }),
    )
    .input(compiledInput(EngagementEnd))
    .output(compiled(EngagementChanged))
    .mutation(({ ctx, input }) =>
      changePlan(ctx, (trx) =>
        endEngagement(trx, ctx.organisation.id, { ...input, to: "declined" }),
      ),
    ),

  cancel: procedure
    .meta(
      rest({
        method: "POST",
        path: "/engagements/{engagement_id}/cancel",
        summary: "Cancel an option or a confirmed engagement",
        description: "The position is free again, and the engagement stays on record.",
        tags,
        errors: {
          ...noSuchEngagement,
          409: conflict(
            "It has ended already.",
            { reason: "ended", params: { status: "cancelled" } },
            Engagement,
          ),
          412: stale("Somebody changed it meanwhile.", Engagement),
        },
      }),
    )
    .input(compiledInput(EngagementEnd))
    .output(compiled(EngagementChanged))
    .mutation(({ ctx, input }) =>
      changePlan(ctx, (trx) =>
        endEngagement(trx, ctx.organisation.id, { ...input, to: "cancelled" }),
      ),
    ),

  replace: procedure
    .meta(
      rest({
        method: "POST",
        path: "/engagements/{engagement_id}/replace",
        summary: "Cancel an engagement, and list the artists who could replace it",
        description:
          "Or engage a given artist in its place. The cancelled engagement stays on record.",
        tags,
        errors: {
          ...noSuchEngagement,
          409: conflict(
            "It has ended already, or the given artist cannot be engaged: `current` has the findings.",
            blockedExample,
            z.union([Blocked, Engagement]),
          ),
          412: stale("Somebody changed it meanwhile.", Engagement),
        },
      }),
    )
    .input(compiledInput(EngagementReplace))
    .output(compiled(Replacement))
    .mutation(({ ctx, input }) =>
      changePlan(ctx, (trx) => replaceEngagement(trx, plannerOf(ctx), input)),
    ),

  check: procedure
    .meta(
      rest({
        method: "POST",
        path: "/engagements/check",
        summary: "Answer the findings on engagements, and write nothing",
        description:
          "Or on missions at other times: for a screen on which a mission is being dragged.",
        tags,
        errors: { 404: missing("position", "No position, artist, mission or venue has this id.") },
      }),
    )
    .input(compiledInput(EngagementsCheck))
    .output(compiled(Checks))
    .query(({ ctx, input }) =>
      afterOthers(() =>
        checkEngagements(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
      ),
    ),

  undo: procedure
    .meta(
      rest({
        method: "POST",
        path: "/engagements/undo",
        summary: "Undo a change of engagements",
        description:
          "All of it or nothing: they are restored, and those that it created are cancelled. An undo can be undone too.",
        tags,
        errors: {
          ...unknown("event"),
          409: conflict(
            "An engagement cannot be restored: `current` has the findings.",
            blockedExample,
            Blocked,
          ),
          412: stale("Somebody changed one since.", Engagement.nullable()),
        },
      }),
    )
    .input(compiledInput(EngagementsUndo))
    .output(compiled(Engagements))
    .mutation(({ ctx, input }) =>
      changePlan(ctx, async (trx) => {
        const asked = { ...input, nouns: ["engagement"] } as const;
        const done = await undoEvent(trx, ctx.organisation.id, asked);
        return { ...done, answer: { engagements: done.answer.engagements } };
      }),
    ),

  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/engagements",
        summary: "List engagements by start",
        description: "An artist sees their own that are confirmed, once the mission is published.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(EngagementList))
    .output(compiled(EngagementPage))
    .query(({ ctx, input }) =>
      listEngagements(ctx.db, ctx.organisation.id, {
        ...input,
        most_bytes: ctx.most_bytes,
        visible: ctx.visible,
      }),
    ),

  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/engagements/{engagement_id}",
        summary: "Read an engagement",
        description: "An artist sees their own that are confirmed, once the mission is published.",
        tags,
        errors: noSuchEngagement,
      }),
    )
    .input(compiledInput(EngagementKey))
    .output(compiled(Engagement))
    .query(async ({ ctx, input }) => {
      const found = await findEngagement(ctx.db, ctx.organisation.id, {
        ...input,
        visible: ctx.visible,
      });
      if (found === undefined) throw notFound("engagement", input.engagement_id);
      return found;
    }),
} satisfies TRPCRouterRecord;

function plannerOf(ctx: AuthorizedContext) {
  return { organisation: ctx.organisation.id, may_override: mayDo(ctx, "engagements.override") };
}
