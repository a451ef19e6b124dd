import { z } from "zod";
import { ArtistCreate } from "../artists/schema.ts";
import { Availability } from "../planning/availabilities.schema.ts";
import { answeredId, id } from "../kit/ids.ts";
import { mostItems, page, paging } from "../kit/paging.ts";
import { date, instant } from "../kit/time.ts";

const mostArtists = 500;

const artist_id = "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90";
const slot = { start: "2027-07-14T20:00:00", end: "2027-07-15T01:30:00" };

/** One artist's slot in a planning. */
export const Assignment = z
  .strictObject({ artist_id: answeredId, slot: Availability })
  .meta({ id: "Assignment", description: "The slot in which an artist is engaged." });

export const Planning = z
  .strictObject({
    planning_id: answeredId,
    event_date: z.string().meta({ format: "date", examples: ["2027-07-14"] }),
    assignments: z.array(Assignment).meta({ description: "By start of the slot, then artist." }),
  })
  .meta({
    id: "Planning",
    description: "Who is engaged, and when, for one day's event.",
    examples: [
      {
        planning_id: "9d1c2b3a-4e5f-4a6b-8c7d-0e1f2a3b4c5d",
        event_date: "2027-07-14",
        assignments: [{ artist_id, slot }],
      },
    ],
  });

export const PlanningCreate = z
  .strictObject({
    event_date: date,
    artists: z.array(ArtistCreate).max(mostArtists),
  })
  .meta({
    id: "PlanningCreate",
    examples: [
      {
        event_date: "2027-07-14",
        artists: [{ id: artist_id, name: "Camille Fontaine", availabilities: [slot] }],
      },
    ],
  });

export const PlanningKey = z.strictObject({ planning_id: id });

export const PlanningList = z
  .strictObject({
    from: date.optional().meta({ description: "The first event date to answer." }),
    to: date.optional().meta({ description: "The last event date to answer." }),
    artist_id: id.optional().meta({ description: "Only plannings that name this artist." }),
    ...paging([instant, id], mostItems),
  })
  .prefault({});

export const PlanningPage = page(Planning);

export type Planning = z.output<typeof Planning>;
export type PlanningCreate = z.output<typeof PlanningCreate>;
export type PlanningList = z.output<typeof PlanningList>;
export type PlanningPage = z.output<typeof PlanningPage>;
