import { z } from "zod";
import { Availability } from "./availabilities.schema.ts";
import { Engagement } from "./engagements.schema.ts";
import { Finding } from "./findings.schema.ts";
import { answeredId, id } from "../kit/ids.ts";
import { paging } from "../kit/paging.ts";
import { text } from "../kit/text.ts";
import { answeredInstant, instant } from "../kit/time.ts";
import { Coverage } from "./coverage.schema.ts";
import { Mission } from "./missions.schema.ts";
import { code } from "../skills/schema.ts";

/** The most that one answer shows. */
export const mostDays = 62;
export const mostShown = 1000;
export const mostEngaged = 2000;
/** The most engagements of a page, if they are of more than one person; and the most missions of all pages. */
export const mostOnPage = 1000;
export const mostOnPages = 10_000;

const { cursor } = paging([text(255), id]);

export const CalendarQuery = z
  .strictObject({
    from: instant.meta({ description: "What ends after this is shown." }),
    to: instant.meta({ description: "What starts before this is shown; at most 62 days later." }),
    venue_id: id.optional(),
    project_id: id.optional(),
    skill: code.optional().meta({
      description: "Missions that need it, and people who have it.",
      examples: ["son"],
    }),
    artist_id: id.optional().meta({ description: "What this artist is engaged on." }),
    status: Mission.shape.status.optional().meta({
      description: "Of the missions; by default all except cancelled ones.",
    }),
    limit: z.int().min(1).max(mostShown).optional().meta({
      description:
        "The most people to answer, by name: a page has their engagements, and the missions of these. The first page also has the missions on which nobody is engaged. Without limit and cursor, all is in one answer.",
    }),
    cursor,
  })
  .meta({ id: "CalendarQuery" });

const CalendarMission = z
  .strictObject({ ...Mission.shape, coverage: Coverage.omit({ mission_id: true }) })
  .meta({ id: "CalendarMission", description: "A mission, and how far it is filled." });

const CalendarPerson = z
  .strictObject({
    artist_id: answeredId,
    name: z.string(),
    availabilities: z.array(Availability).meta({ description: "Those around the time shown." }),
    busy: z
      .array(
        z.strictObject({
          kind: z.enum(["outside", "planning"]).meta({
            description:
              "Work for others (outside), of which details are not disclosed, or a slot of plannings.",
          }),
          starts_at: answeredInstant,
          ends_at: answeredInstant,
        }),
      )
      .meta({
        description:
          "Other work within the time shown, by start; overlapping periods of one kind are merged.",
      }),
    findings: z
      .array(Finding)
      .meta({ description: "Findings on the engagements shown; worst first." }),
  })
  .meta({ id: "CalendarPerson", description: "An artist who is engaged, or available." });

/** Everything that a screen needs to show a week. */
export const Calendar = z
  .strictObject({
    missions: z.array(CalendarMission).meta({ description: "By start, without templates." }),
    engagements: z
      .array(Engagement)
      .meta({ description: "Options and confirmed engagements on these missions, by start." }),
    people: z.array(CalendarPerson).meta({
      description:
        "Artists who are engaged on these missions, available, or in a planning at that time; by name.",
    }),
    next_cursor: z.string().nullable().optional().meta({
      description:
        "Where the next page of people begins; null on the last page. A whole calendar has none.",
    }),
  })
  .meta({
    id: "Calendar",
    description: "The missions within some days, with their engagements and people.",
  });

export type CalendarQuery = z.output<typeof CalendarQuery>;
export type Calendar = z.output<typeof Calendar>;
export type CalendarPerson = z.output<typeof CalendarPerson>;
