import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import type { AuthorizedContext } from "../kit/context.ts";
import { invalidInput } from "../kit/errors.ts";
import { Room } from "../kit/room.ts";
import { compiled, compiledInput, procedure } from "../kit/trpc.ts";
import { afterOthers } from "../kit/turns.ts";
import { judgePeople } from "./calendar.commands.ts";
import { readCalendar } from "./calendar.queries.ts";
import { calendarOf, spanIssues } from "./calendar.rules.ts";
import { Calendar, CalendarQuery, mostEngaged, mostShown } from "./calendar.schema.ts";

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
    .query(({ ctx, input }) => {
      const issues = spanIssues(input);
      if (issues.length > 0) throw invalidInput(issues);
      return afterOthers(() => show(ctx, input));
    }),
} satisfies TRPCRouterRecord;

const narrower = "ask for less time, or filter by venue, project, skill, artist or status";

async function show(
  { db, organisation, most_bytes }: AuthorizedContext,
  query: CalendarQuery,
): Promise<Calendar> {
  const room = new Room(most_bytes, narrower);
  const shown = await readCalendar(db, organisation.id, { ...query, room });
  if (shown !== "too many") return calendarOf(shown, await judgePeople(shown, room));
  const message = `Shows more than ${mostShown} missions or people, or ${mostEngaged} engagements: ${narrower}`;
  throw invalidInput([{ path: ["to"], message }]);
}
