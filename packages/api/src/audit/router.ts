import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { listEvents, verifyRecord } from "./queries.ts";
import { AuditList, AuditPage, AuditVerification } from "./schema.ts";

const tags = ["Record"];

export const audit = {
  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/audit",
        summary: "Read the record of changes, newest first",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(AuditList))
    .output(AuditPage)
    .query(({ ctx, input }) =>
      listEvents(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
    ),

  verify: procedure
    .meta(
      rest({
        method: "GET",
        path: "/audit/verification",
        summary: "Hold the record of changes against its hashes",
        tags,
      }),
    )
    .output(compiled(AuditVerification))
    .query(({ ctx }) => verifyRecord(ctx.db, ctx.organisation.id)),
} satisfies TRPCRouterRecord;
