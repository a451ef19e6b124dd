import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { invalidInput } from "../kit/errors.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { afterOthers } from "../kit/turns.ts";
import { spanIssues } from "./calendar.rules.ts";
import { Calendar, CalendarQuery } from "./calendar.schema.ts";
import { showCalendar } from "./calendar.ts";
import { readWorld } from "./read-world.ts";
import { WorldPage, WorldQuery } from "./world.schema.ts";

export const calendar = {
  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/calendar",
        summary: "Read everything that a week's screen needs",
        description:
          "Missions with their coverage, engagements with their findings, and the artists who are available.",
        tags: ["Calendar"],
      }),
    )
    .input(compiledInput(CalendarQuery))
    .output(compiled(Calendar))
    .query(({ ctx, input }) => {
      const issues = spanIssues(input);
      if (issues.length > 0) throw invalidInput(issues);
      return afterOthers(() => showCalendar(ctx, input));
    }),

  world: procedure
    .meta(
      rest({
        method: "GET",
        path: "/calendar/world",
        summary: "Read what decides about engagements within a time",
        description:
          "For programs that judge by themselves with the package @coulisses/planning, such as the board while somebody drags. Page by page: by people, by name.",
        tags: ["Calendar"],
      }),
    )
    .input(compiledInput(WorldQuery))
    .output(compiled(WorldPage))
    .query(({ ctx, input }) => {
      const issues = spanIssues(input);
      if (issues.length > 0) throw invalidInput(issues);
      return afterOthers(() => readWorld(ctx, input));
    }),
} satisfies TRPCRouterRecord;
