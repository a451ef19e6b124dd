import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { change } from "../kit/change.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { createProject, deleteProject, updateProject, projectNotFound } from "./commands.ts";
import { findProject, listProjects } from "./queries.ts";
import {
  Project,
  ProjectCreate,
  ProjectKey,
  ProjectList,
  ProjectPage,
  ProjectUpdate,
} from "./schema.ts";

const tags = ["Projects"];
const noSuchProject = { 404: "No project has this id." };

export const projects = {
  create: procedure
    .meta(
      rest({
        method: "POST",
        path: "/projects",
        summary: "Create a project",
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
        tags,
        errors: noSuchProject,
      }),
    )
    .input(compiledInput(ProjectKey))
    .output(compiled(Project))
    .query(async ({ ctx, input }) => {
      const project = await findProject(ctx.db, ctx.organisation.id, input.project_id);
      if (project === undefined) throw projectNotFound(input.project_id);
      return project;
    }),

  update: procedure
    .meta(
      rest({
        method: "PATCH",
        path: "/projects/{project_id}",
        summary: "Change a project",
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
        tags,
        status: 204,
        errors: { ...noSuchProject, 409: "Missions belong to it." },
      }),
    )
    .input(compiledInput(ProjectKey))
    .output(z.void())
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => deleteProject(trx, ctx.organisation.id, input.project_id)),
    ),
} satisfies TRPCRouterRecord;
