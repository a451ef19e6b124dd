import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { mayDo } from "../kit/context.ts";
import { conflict, missing, stale, unknown } from "../kit/refusals.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { changePlan } from "./change-plan.ts";
import { CoveragePage } from "./coverage.schema.ts";
import { Effect } from "./effect.schema.ts";
import { createMission, createMissions } from "./create-missions.ts";
import { deleteMission } from "./delete-mission.ts";
import { updateMission, updateMissions } from "./update-missions.ts";
import { afterOthers } from "../kit/turns.ts";
import { CandidateList, CandidatePage } from "./candidates.schema.ts";
import { listCandidates } from "./candidates.ts";
import { duplicateMissions } from "./duplicate.ts";
import { Remaining } from "./events.schema.ts";
import { MissionsPublish, MissionsPublished } from "./publications.schema.ts";
import { publishMissions } from "./publish.ts";
import {
  findMission,
  listCoverage,
  listHistory,
  listMissions,
  listTeam,
} from "./missions.queries.ts";
import {
  Blocked,
  blockedExample,
  Mission,
  MissionChanged,
  MissionCreate,
  MissionHistory,
  MissionHistoryPage,
  MissionDelete,
  MissionKey,
  MissionList,
  MissionPage,
  MissionTeam,
  Missions,
  MissionsCreate,
  MissionsDuplicate,
  MissionsUpdate,
  MissionsUndo,
  MissionUpdate,
  StaleMissions,
} from "./missions.schema.ts";
import { undoEvent } from "./undo.ts";
import { notFound } from "../kit/errors.ts";

const tags = ["Missions"];
const noSuchPosition = unknown("position");
const noSuchMission = unknown("mission");
const staleMissions = stale("Somebody changed some meanwhile.", StaleMissions);

export const missions = {
  create: procedure
    .meta(
      rest({
        method: "POST",
        path: "/missions",
        summary: "Create a mission",
        description: "As a draft. It may cross midnight.",
        tags,
        status: 201,
        location: "/missions/{id}",
        errors: { 404: missing("venue", "No venue or project has this id.") },
      }),
    )
    .input(compiledInput(MissionCreate))
    .output(compiled(MissionChanged))
    .mutation(({ ctx, input }) =>
      changePlan(ctx, (trx) => createMission(trx, ctx.organisation.id, input)),
    ),

  createMany: procedure
    .meta(
      rest({
        method: "POST",
        path: "/missions/create",
        summary: "Create several missions",
        description: "As drafts: all or none, as one event to undo.",
        tags,
        status: 201,
        errors: { 404: missing("venue", "No venue or project has this id.") },
      }),
    )
    .input(compiledInput(MissionsCreate))
    .output(compiled(Missions))
    .mutation(({ ctx, input }) =>
      changePlan(ctx, (trx) => createMissions(trx, ctx.organisation.id, input)),
    ),

  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/missions",
        summary: "List missions by start",
        description: "An artist sees those that concern them, once they are published.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(MissionList))
    .output(compiled(MissionPage))
    .query(({ ctx, input }) =>
      listMissions(ctx.db, ctx.organisation.id, {
        ...input,
        most_bytes: ctx.most_bytes,
        visible: ctx.visible,
      }),
    ),

  coverage: procedure
    .meta(
      rest({
        method: "GET",
        path: "/missions/coverage",
        summary: "List how many people missions need, and have",
        description: "As missions are listed, by start.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(MissionList))
    .output(compiled(CoveragePage))
    .query(({ ctx, input }) =>
      listCoverage(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
    ),

  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/missions/{mission_id}",
        summary: "Read a mission",
        description:
          "With its positions. An artist sees those that concern them, once they are published.",
        tags,
        errors: noSuchMission,
      }),
    )
    .input(compiledInput(MissionKey))
    .output(compiled(Mission))
    .query(async ({ ctx, input }) => {
      const mission = await findMission(ctx.db, ctx.organisation.id, {
        ...input,
        visible: ctx.visible,
      });
      if (mission === undefined) throw notFound("mission", input.mission_id);
      return mission;
    }),

  team: procedure
    .meta(
      rest({
        method: "GET",
        path: "/missions/{mission_id}/team",
        summary: "Read who is confirmed on a mission",
        description: "An artist reads the team of the missions that they see.",
        tags,
        errors: noSuchMission,
      }),
    )
    .input(compiledInput(MissionKey))
    .output(compiled(MissionTeam))
    .query(async ({ ctx, input: { mission_id } }) => {
      const { db, organisation, visible } = ctx;
      const mission = await findMission(db, organisation.id, { mission_id, visible });
      if (mission === undefined) throw notFound("mission", mission_id);
      return { mission_id, people: await listTeam(db, organisation.id, mission_id) };
    }),

  candidates: procedure
    .meta(
      rest({
        method: "GET",
        path: "/missions/{mission_id}/positions/{position_id}/candidates",
        summary: "Judge all artists for a position",
        description:
          "Each with a verdict, findings, and the reasons for their rank; also those who are blocked. The likely best come first; `rank` orders them exactly.",
        tags,
        list: true,
        errors: noSuchPosition,
      }),
    )
    .input(compiledInput(CandidateList))
    .output(compiled(CandidatePage))
    .query(({ ctx, input }) =>
      afterOthers(() =>
        listCandidates(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
      ),
    ),

  update: procedure
    .meta(
      rest({
        method: "PATCH",
        path: "/missions/{mission_id}",
        summary: "Change a mission",
        description:
          "Its engagements move with it, unless a finding blocks; cancelling it cancels them.",
        tags,
        errors: {
          404: missing("mission", "No mission, venue or project has this id."),
          409: conflict("A finding on somebody confirmed blocks it.", blockedExample, Blocked),
          412: stale("Somebody changed it meanwhile.", Mission),
        },
      }),
    )
    .input(compiledInput(MissionUpdate))
    .output(compiled(MissionChanged))
    .mutation(({ ctx, input }) => {
      const may_override = mayDo(ctx, "engagements.override");
      const planner = { organisation: ctx.organisation.id, may_override };
      return changePlan(ctx, (trx) => updateMission(trx, planner, input));
    }),

  updateMany: procedure
    .meta(
      rest({
        method: "POST",
        path: "/missions/update",
        summary: "Change several missions",
        description:
          "All or none, as one event to undo. Their people are judged as if all of it were done, so missions can change places.",
        tags,
        errors: {
          404: missing("mission", "No mission, venue or project has this id."),
          409: conflict("A finding on somebody confirmed blocks one.", blockedExample, Blocked),
          412: staleMissions,
        },
      }),
    )
    .input(compiledInput(MissionsUpdate))
    .output(compiled(Missions))
    .mutation(({ ctx, input }) => {
      const may_override = mayDo(ctx, "engagements.override");
      const planner = { organisation: ctx.organisation.id, may_override };
      return changePlan(ctx, (trx) => updateMissions(trx, planner, input));
    }),

  delete: procedure
    .meta(
      rest({
        method: "DELETE",
        path: "/missions/{mission_id}",
        summary: "Delete a mission",
        description: "Cancel a mission that took place instead, to keep it on record.",
        tags,
        status: 204,
        errors: {
          ...noSuchMission,
          409: conflict("People are or were engaged on it.", { reason: "engaged_before" }),
          412: stale("Somebody changed it meanwhile.", Mission),
        },
      }),
    )
    .input(compiledInput(MissionDelete))
    .output(compiled(Effect))
    .mutation(({ ctx, input }) =>
      changePlan(ctx, (trx) => deleteMission(trx, ctx.organisation.id, input)),
    ),

  duplicate: procedure
    .meta(
      rest({
        method: "POST",
        path: "/missions/duplicate",
        summary: "Copy missions to other days, or another venue",
        description:
          "As drafts, with their positions. Wall-clock times stay the same, also over a clock change.",
        tags,
        status: 201,
        errors: { 404: missing("mission", "No mission or venue has this id.") },
      }),
    )
    .input(compiledInput(MissionsDuplicate))
    .output(compiled(Missions))
    .mutation(({ ctx, input }) =>
      changePlan(ctx, (trx) => duplicateMissions(trx, ctx.organisation.id, input)),
    ),

  publish: procedure
    .meta(
      rest({
        method: "POST",
        path: "/missions/publish",
        summary: "Publish missions, and list the artists concerned with what changed for them",
        description:
          "Artists confirmed on them see them from now on. Publishing again lists what changed since the last time, also cancellations.",
        tags,
        errors: {
          ...noSuchMission,
          409: conflict(
            "One is a template, or was cancelled before it was published.",
            { reason: "template_published", params: { title: "Montage son" } },
            Mission,
          ),
          412: stale("Somebody changed one meanwhile.", Mission),
        },
      }),
    )
    .input(compiledInput(MissionsPublish))
    .output(compiled(MissionsPublished))
    .mutation(({ ctx, input }) =>
      changePlan(ctx, (trx) => publishMissions(trx, ctx.organisation.id, input)),
    ),

  history: procedure
    .meta(
      rest({
        method: "GET",
        path: "/missions/{mission_id}/history",
        summary: "Read the events of a mission and its engagements, newest first",
        description: "Each event has the id by which it can be undone.",
        tags,
        list: true,
        errors: { 404: missing("mission", "No mission has or had this id.") },
      }),
    )
    .input(compiledInput(MissionHistory))
    .output(MissionHistoryPage)
    .query(async ({ ctx, input }) => {
      const page = await listHistory(ctx.db, ctx.organisation.id, {
        ...input,
        most_bytes: ctx.most_bytes,
      });
      const isUnknown = page.items.length === 0 && input.cursor === undefined;
      if (isUnknown) throw notFound("mission", input.mission_id);
      return page;
    }),

  undo: procedure
    .meta(
      rest({
        method: "POST",
        path: "/missions/undo",
        summary: "Undo a change of missions",
        description:
          "All of it or nothing. Missions that it created are deleted, deleted ones are created again, and cancelled engagements are restored. An undo can be undone too.",
        tags,
        errors: {
          ...unknown("event"),
          409: conflict("A mission or an engagement cannot be restored.", blockedExample, Blocked),
          412: stale("Somebody changed something since.", Remaining),
        },
      }),
    )
    .input(compiledInput(MissionsUndo))
    .output(compiled(Missions))
    .mutation(({ ctx, input }) =>
      changePlan(ctx, async (trx) => {
        const asked = { ...input, nouns: ["mission"] } as const;
        const done = await undoEvent(trx, ctx.organisation.id, asked);
        return { ...done, answer: { missions: done.answer.missions } };
      }),
    ),
} satisfies TRPCRouterRecord;
