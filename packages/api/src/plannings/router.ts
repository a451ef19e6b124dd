import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { change } from "../kit/change.ts";
import { DomainError, notFound } from "../kit/errors.ts";
import { unknown } from "../kit/refusals.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { createPlanning } from "./commands.ts";
import { findPlanning, listPlannings } from "./queries.ts";
import { Planning, PlanningCreate, PlanningKey, PlanningList, PlanningPage } from "./schema.ts";

const tags = ["Plannings"];

export const plannings = {
  create: procedure
    .meta(
      rest({
        method: "POST",
        path: "/plannings",
        summary: "Create a planning",
        description:
          "Gives each artist the earliest of the sent availabilities that starts on the day of the event. It also creates or renames artists, and adds missing availabilities. If one artist has none that day, nothing is written.",
        tags,
        status: 201,
        location: "/plannings/{planning_id}",
        errors: {
          400: {
            description: "An artist has no availability that day.",
            example: new DomainError("no_availability", {
              reason: "no_availability",
              params: { name: "Camille Fontaine", date: "2027-07-14" },
            }),
          },
        },
      }),
    )
    .input(compiledInput(PlanningCreate))
    .output(compiled(Planning))
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => createPlanning(trx, ctx.organisation.id, input)),
    ),

  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/plannings",
        summary: "List plannings, newest first",
        description: "By creation. An artist sees those that name them.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(PlanningList))
    .output(compiled(PlanningPage))
    .query(({ ctx, input }) =>
      listPlannings(ctx.db, ctx.organisation.id, {
        ...input,
        most_bytes: ctx.most_bytes,
        visible: ctx.visible,
      }),
    ),

  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/plannings/{planning_id}",
        summary: "Read a planning",
        description: "With one assignment for each artist. It never changes.",
        tags,
        errors: unknown("planning"),
      }),
    )
    .input(compiledInput(PlanningKey))
    .output(compiled(Planning))
    .query(async ({ ctx, input }) => {
      const planning = await findPlanning(ctx.db, ctx.organisation.id, {
        ...input,
        visible: ctx.visible,
      });
      if (planning === undefined) throw notFound("planning", input.planning_id);
      return planning;
    }),
} satisfies TRPCRouterRecord;
