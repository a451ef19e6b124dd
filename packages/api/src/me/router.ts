import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { compiled, procedure } from "../kit/trpc.ts";
import { whoIs } from "./queries.ts";
import { Me } from "./schema.ts";

export const me = {
  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/me",
        summary: "Tell who you are, where, and in which role",
        description: "For a person, the organisation is the one that they chose last.",
        tags: ["Access"],
      }),
    )
    .output(compiled(Me))
    .query(({ ctx }) => whoIs(ctx.db, ctx)),
} satisfies TRPCRouterRecord;
