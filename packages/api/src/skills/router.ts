import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { change } from "../kit/change.ts";
import { notFound, taken } from "../kit/errors.ts";
import { conflict, missing, stale } from "../kit/refusals.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { createSkill, deleteSkill, updateSkill } from "./commands.ts";
import { findSkill, listSkills } from "./queries.ts";
import {
  Skill,
  SkillCreate,
  SkillDelete,
  SkillKey,
  SkillList,
  SkillPage,
  SkillUpdate,
} from "./schema.ts";

const tags = ["Skills"];
const noSuchSkill = { 404: missing("skill", "No skill has this code.", "regie-son") };

export const skills = {
  create: procedure
    .meta(
      rest({
        method: "POST",
        path: "/skills",
        summary: "Create a skill",
        description:
          "Its code is yours to choose, and stays. Some skills are there from the start.",
        tags,
        status: 201,
        location: "/skills/{code}",
        errors: {
          409: {
            description: "A skill has this code already.",
            example: taken("skill", "regie-son"),
          },
        },
      }),
    )
    .input(compiledInput(SkillCreate))
    .output(compiled(Skill))
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => createSkill(trx, ctx.organisation.id, input)),
    ),

  list: procedure
    .meta(
      rest({
        method: "GET",
        path: "/skills",
        summary: "List skills by family, then label",
        description: "Those that are there from the start, and the organisation's own.",
        tags,
        list: true,
      }),
    )
    .input(compiledInput(SkillList))
    .output(compiled(SkillPage))
    .query(({ ctx, input }) =>
      listSkills(ctx.db, ctx.organisation.id, { ...input, most_bytes: ctx.most_bytes }),
    ),

  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/skills/{code}",
        summary: "Read a skill",
        description: "By its code.",
        tags,
        errors: noSuchSkill,
      }),
    )
    .input(compiledInput(SkillKey))
    .output(compiled(Skill))
    .query(async ({ ctx, input }) => {
      const skill = await findSkill(ctx.db, ctx.organisation.id, input.code);
      if (skill === undefined) throw notFound("skill", input.code);
      return skill;
    }),

  update: procedure
    .meta(
      rest({
        method: "PATCH",
        path: "/skills/{code}",
        summary: "Change a skill",
        description: "What is left out stays. The code stays as it is.",
        tags,
        errors: {
          ...noSuchSkill,
          409: conflict("`expires` becomes false, but an artist has an expiry date for it.", {
            reason: "skill_expires",
            params: { code: "regie-son" },
          }),
        },
      }),
    )
    .input(compiledInput(SkillUpdate))
    .output(compiled(Skill))
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => updateSkill(trx, ctx.organisation.id, input)),
    ),

  delete: procedure
    .meta(
      rest({
        method: "DELETE",
        path: "/skills/{code}",
        summary: "Delete a skill",
        description: "Only a skill that no artist has and no position requires.",
        tags,
        status: 204,
        errors: {
          ...noSuchSkill,
          409: conflict("An artist has it, or a position of a mission requires it.", {
            reason: "skill_in_use",
            params: { code: "regie-son" },
          }),
          412: stale("Somebody changed it meanwhile.", Skill),
        },
      }),
    )
    .input(compiledInput(SkillDelete))
    .output(z.void())
    .mutation(({ ctx, input }) =>
      change(ctx, (trx) => deleteSkill(trx, ctx.organisation.id, input)),
    ),
} satisfies TRPCRouterRecord;
