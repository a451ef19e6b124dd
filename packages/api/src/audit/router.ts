import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { notFound } from "../kit/errors.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { findEvent, listChanges, listEvents, verifyRecord } from "./queries.ts";
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
        summary: "Read the record of changes, newest first",
        description:
          "Each change has who made it, when, by which request, and what it was before and after.",
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
        summary: "Read all that one event changed",
        description: "The record itself shows of a large event only the first changes.",
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
        summary: "Hold the record of changes against its hashes",
        description: "Reads the whole record. A fault says which event is not as it was written.",
        tags,
      }),
    )
    .output(compiled(AuditVerification))
    .query(({ ctx }) => verifyRecord(ctx.db, ctx.organisation.id)),
} satisfies TRPCRouterRecord;
