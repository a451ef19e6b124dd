import { z } from "zod";
import { Availability } from "./availabilities.schema.ts";
import { Engagement } from "./engagements.schema.ts";
import { Finding } from "./findings.schema.ts";
import { answeredId, id } from "../kit/ids.ts";
import { answeredInstant, instant } from "../kit/time.ts";
import { Coverage } from "./coverage.schema.ts";
import { Mission } from "./missions.schema.ts";
import { code } from "../skills/schema.ts";

/** The most that one calendar shows. */
export const mostDays = 62;
export const mostShown = 1000;
export const mostEngaged = 2000;

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
  })
  .meta({
    id: "Calendar",
    description: "The missions within some days, with their engagements and people.",
  });

export type CalendarQuery = z.output<typeof CalendarQuery>;
export type Calendar = z.output<typeof Calendar>;
export type CalendarPerson = z.output<typeof CalendarPerson>;
