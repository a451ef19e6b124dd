import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { notFound } from "../kit/errors.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { findEvent, listChanges, listEvents, verifyAuditLog } from "./queries.ts";
import {
  AuditChanges,
  AuditChangesPage,
  AuditList,
  AuditPage,
  AuditVerification,
} from "./schema.ts";

const tags = ["Record"];

export const audit = {
  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/audit",
        summary: "List the events of the audit log, newest first",
        description:
          "Each event tells who made a change, when and by which request, with the values before and after.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(AuditList))
    .output(AuditPage)
    .query(({ ctx, input }) =>
      listEvents(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
    ),

  changes: procedure
    .meta(
      rest({
        method: "GET",
        path: "/audit/{event_id}/changes",
        summary: "List the changes of an event",
        description:
          "All of them: the list of events shows only the first changes of a large event.",
        tags,
        list: true,
        errors: { 404: "No event has this id." },
      }),
    )
    .input(compiledInput(AuditChanges))
    .output(AuditChangesPage)
    .query(async ({ ctx, input }) => {
      const { db, organisation, most_bytes } = ctx;
      const page = await listChanges(db, organisation.id, { ...input, most_bytes });
      if (page.items.length > 0) return page;
      const event = await findEvent(db, organisation.id, input.event_id);
      if (event === undefined) throw notFound("event", input.event_id);
      return page;
    }),

  verify: procedure
    .meta(
      rest({
        method: "GET",
        path: "/audit/verification",
        summary: "Verify the hashes of the audit log",
        description:
          "Reads the whole audit log. Each fault names an event that was changed or is missing.",
        tags,
      }),
    )
    .output(compiled(AuditVerification))
    .query(({ ctx }) => verifyAuditLog(ctx.db, ctx.organisation.id)),
} satisfies TRPCRouterRecord;
