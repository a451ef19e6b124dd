import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { invalidInput } from "../kit/errors.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { readCalendar } from "./queries.ts";
import { calendarOf, spanIssues } from "./rules.ts";
import { Calendar, CalendarQuery, mostEngaged, mostShown } from "./schema.ts";

export const calendar = {
  get: procedure
    .meta(
      rest({
        method: "GET",
        path: "/calendar",
        summary: "Read all that a week's screen needs",
        description:
          "Missions with how far they are filled, who is on them, and what is wrong with it; who else is available.",
        tags: ["Calendar"],
      }),
    )
    .input(compiledInput(CalendarQuery))
    .output(compiled(Calendar))
    .query(async ({ ctx, input }) => {
      const issues = spanIssues(input);
      if (issues.length > 0) throw invalidInput(issues);
      const shown = await readCalendar(ctx.db, ctx.organisation.id, input);
      if (shown !== "too many") return calendarOf(shown);
      const message = `Shows more than ${mostShown} missions or people, or ${mostEngaged} engagements: ask for less time, or filter`;
      throw invalidInput([{ path: ["to"], message }]);
    }),
} satisfies TRPCRouterRecord;
