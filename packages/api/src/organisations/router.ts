import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { change } from "../kit/change.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { updateOrganisation } from "./commands.ts";
import { readOrganisation } from "./queries.ts";
import { Organisation, OrganisationUpdate } from "./schema.ts";

const tags = ["Access"];

export const organisations = {
  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/organisation",
        summary: "Read the organisation in which you act",
        description:
          "Its name, the time zone in which wall-clock times are read, and the language of its mail and of answers.",
        tags,
      }),
    )
    .output(compiled(Organisation))
    .query(({ ctx }) => readOrganisation(ctx.db, ctx.organisation.id)),

  update: procedure
    .meta(
      rest({
        method: "PATCH",
        path: "/organisation",
        summary: "Change the organisation's settings",
        description: "A new time zone leaves stored wall-clock times as they are.",
        tags,
      }),
    )
    .input(compiledInput(OrganisationUpdate))
    .output(compiled(Organisation))
    .mutation(async ({ ctx, input }) => {
      const updated = await change(ctx, (trx) =>
        updateOrganisation(trx, ctx.organisation.id, input),
      );
      ctx.forgetCallers();
      return updated;
    }),
} satisfies TRPCRouterRecord;
