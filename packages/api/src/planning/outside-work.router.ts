import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { type AuthorizedContext, readZone } from "../kit/context.ts";
import { invalidInput, notFound } from "../kit/errors.ts";
import { missing, stale, unknown } from "../kit/refusals.ts";
import { Room } from "../kit/room.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { changePlan } from "./change-plan.ts";
import { Effect } from "./effect.schema.ts";
import {
  createOutsideWork,
  deleteOutsideWork,
  updateOutsideWork,
} from "./outside-work.commands.ts";
import {
  findOutsideWork,
  hasArtist,
  listOutsideWork,
  loadOutsideWork,
} from "./outside-work.queries.ts";
import { busyIssues, busyOf } from "./outside-work.rules.ts";
import {
  Busy,
  BusyQuery,
  OutsideWork,
  OutsideWorkChanged,
  OutsideWorkCreate,
  OutsideWorkDelete,
  OutsideWorkKey,
  OutsideWorkList,
  OutsideWorkPage,
  OutsideWorkUpdate,
} from "./outside-work.schema.ts";

const tags = ["Working time"];
const noSuchArtist = unknown("artist");
const noSuchWork = {
  404: missing("outside_work", "No outside work of this artist has this id."),
};

export const outsideWork = {
  create: procedure
    .meta(
      rest({
        method: "POST",
        path: "/artists/{artist_id}/outside-work",
        summary: "Record an artist's work for another employer",
        description: "It counts towards the limits of working time, which apply to the person.",
        tags,
        status: 201,
        location: "/artists/{artist_id}/outside-work/{id}",
        errors: noSuchArtist,
      }),
    )
    .input(compiledInput(OutsideWorkCreate))
    .output(compiled(OutsideWorkChanged))
    .mutation(({ ctx, input }) => {
      return changePlan(ctx, (trx) => createOutsideWork(trx, ctx.organisation.id, input));
    }),

  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/artists/{artist_id}/outside-work",
        summary: "List an artist's work for other employers by start",
        description: "The entries that this organisation has on file.",
        tags,
        list: true,
        errors: noSuchArtist,
      }),
    )
    .input(compiledInput(OutsideWorkList))
    .output(compiled(OutsideWorkPage))
    .query(async ({ ctx, input }) => {
      await requireArtist(ctx, input);
      return listOutsideWork(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes });
    }),

  busy: procedure
    .meta(
      rest({
        method: "GET",
        path: "/artists/{artist_id}/busy",
        summary: "Tell when an artist works for others",
        description:
          "Also from entries of other organisations for the same account, if the person shares them with both: only when, never what or where.",
        tags,
        errors: noSuchArtist,
      }),
    )
    .input(compiledInput(BusyQuery))
    .output(compiled(Busy))
    .query(async ({ ctx, input }) => {
      const issues = busyIssues(input);
      if (issues.length > 0) throw invalidInput(issues);
      await requireArtist(ctx, input);
      const span = { from: input.from.toString(), to: input.to.toString() };
      const asked = { artists: [input.artist_id], span };
      const work = await loadOutsideWork(ctx.db, ctx.organisation.id, asked);
      const zone = await readZone(ctx.db, ctx.organisation.id);
      const room = new Room(ctx.most_bytes, "less_time");
      return room.takeFor(busyOf(work, input, zone));
    }),

  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/artists/{artist_id}/outside-work/{outside_work_id}",
        summary: "Read an artist's work for another employer",
        description: "One entry that this organisation has on file.",
        tags,
        errors: noSuchWork,
      }),
    )
    .input(compiledInput(OutsideWorkKey))
    .output(compiled(OutsideWork))
    .query(async ({ ctx, input }) => {
      const found = await findOutsideWork(ctx.db, ctx.organisation.id, input);
      if (found === undefined) throw notFound("outside_work", input.outside_work_id);
      return found;
    }),

  update: procedure
    .meta(
      rest({
        method: "PATCH",
        path: "/artists/{artist_id}/outside-work/{outside_work_id}",
        summary: "Change an artist's work for another employer",
        description: "Checks use the new values from then on.",
        tags,
        errors: { ...noSuchWork, 412: stale("Somebody changed it meanwhile.", OutsideWork) },
      }),
    )
    .input(compiledInput(OutsideWorkUpdate))
    .output(compiled(OutsideWorkChanged))
    .mutation(({ ctx, input }) => {
      return changePlan(ctx, (trx) => updateOutsideWork(trx, ctx.organisation.id, input));
    }),

  delete: procedure
    .meta(
      rest({
        method: "DELETE",
        path: "/artists/{artist_id}/outside-work/{outside_work_id}",
        summary: "Delete an artist's work for another employer",
        description: "Checks no longer count it.",
        tags,
        status: 204,
        errors: { ...noSuchWork, 412: stale("Somebody changed it meanwhile.", OutsideWork) },
      }),
    )
    .input(compiledInput(OutsideWorkDelete))
    .output(compiled(Effect))
    .mutation(({ ctx, input }) => {
      return changePlan(ctx, (trx) => deleteOutsideWork(trx, ctx.organisation.id, input));
    }),
} satisfies TRPCRouterRecord;

async function requireArtist(ctx: AuthorizedContext, { artist_id }: { artist_id: string }) {
  const isThere = await hasArtist(ctx.db, ctx.organisation.id, artist_id);
  if (!isThere) throw notFound("artist", artist_id);
}
