import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { change } from "../kit/change.ts";
import { conflict, stale, unknown } from "../kit/refusals.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { createProject, deleteProject, updateProject } from "./commands.ts";
import { findProject, listProjects } from "./queries.ts";
import {
  Project,
  ProjectCreate,
  ProjectDelete,
  ProjectKey,
  ProjectList,
  ProjectPage,
  ProjectUpdate,
} from "./schema.ts";
import { notFound } from "../kit/errors.ts";

const tags = ["Projects"];
const noSuchProject = unknown("project");

export const projects = {
  create: procedure
    .meta(
      rest({
        method: "POST",
        path: "/projects",
        summary: "Create a project",
        description:
          "A production that missions belong to. Its convention and its setting decide which working-time rules apply.",
        tags,
        status: 201,
        location: "/projects/{id}",
      }),
    )
    .input(compiledInput(ProjectCreate))
    .output(compiled(Project))
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => createProject(trx, ctx.organisation.id, input)),
    ),

  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/projects",
        summary: "List projects by title",
        description: "Of all statuses, unless one is asked for.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(ProjectList))
    .output(compiled(ProjectPage))
    .query(({ ctx, input }) =>
      listProjects(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
    ),

  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/projects/{project_id}",
        summary: "Read a project",
        description:
          "With the convention and the setting, which decide which working-time rules apply.",
        tags,
        errors: noSuchProject,
      }),
    )
    .input(compiledInput(ProjectKey))
    .output(compiled(Project))
    .query(async ({ ctx, input }) => {
      const project = await findProject(ctx.db, ctx.organisation.id, input.project_id);
      if (project === undefined) throw notFound("project", input.project_id);
      return project;
    }),

  update: procedure
    .meta(
      rest({
        method: "PATCH",
        path: "/projects/{project_id}",
        summary: "Change a project",
        description: "What is left out stays.",
        tags,
        errors: noSuchProject,
      }),
    )
    .input(compiledInput(ProjectUpdate))
    .output(compiled(Project))
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => updateProject(trx, ctx.organisation.id, input)),
    ),

  delete: procedure
    .meta(
      rest({
        method: "DELETE",
        path: "/projects/{project_id}",
        summary: "Delete a project",
        description: "Only a project without missions. Close the others instead.",
        tags,
        status: 204,
        errors: {
          ...noSuchProject,
          409: conflict("Missions belong to it.", {
            reason: "has_missions",
            params: { name: "Le Songe d'une nuit d'été", mission: "Montage son" },
          }),
          412: stale("Somebody changed it meanwhile.", Project),
        },
      }),
    )
    .input(compiledInput(ProjectDelete))
    .output(z.void())
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => deleteProject(trx, ctx.organisation.id, input)),
    ),
} satisfies TRPCRouterRecord;
