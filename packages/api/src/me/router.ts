import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { compiled, procedure } from "../kit/trpc.ts";
import { describeCaller } from "./queries.ts";
import { Me } from "./schema.ts";

export const me = {
  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/me",
        summary: "Read who you are, in which organisation and role",
        description: "The organisation of a person is the one that they chose last.",
        tags: ["Access"],
      }),
    )
    .output(compiled(Me))
    .query(({ ctx }) => describeCaller(ctx.db, ctx)),
} satisfies TRPCRouterRecord;
