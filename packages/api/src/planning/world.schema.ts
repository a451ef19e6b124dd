import { z } from "zod";
import { answeredId, count, id } from "../kit/ids.ts";
import { paging } from "../kit/paging.ts";
import { text } from "../kit/text.ts";
import { Availability } from "./availabilities.schema.ts";
import { CalendarQuery } from "./calendar.schema.ts";
import { Engagement } from "./engagements.schema.ts";
import { annexe, employment, heldSkills, occupation, setting } from "./facts.schema.ts";
import { convention, LabourSettings } from "./labour.schema.ts";
import { Mission, Position } from "./missions.schema.ts";

/** The most people on one page, and the most positions. */
export const mostPeople = 200;
export const mostPositions = 10_000;

/** How many more missions of the window one person may get: the world has what rules read then. */
export const mostAtOnce = 10;

export const WorldQuery = z
  .strictObject({
    ...CalendarQuery.pick({ from: true, to: true }).shape,
    ...paging([text(255), id], mostPeople),
    limit: z.int().min(1).max(mostPeople).default(mostPeople).meta({
      description: "The most people to answer. There are fewer where they would be too large.",
    }),
  })
  .meta({ id: "WorldQuery" });

const time = z.number().meta({ description: "Milliseconds since 1970." });
const span = { start: time, end: time };
const date = z.string().nullable().meta({ format: "date" });

const facts = z
  .strictObject({
    mission_id: answeredId,
    title: z.string(),
    kind: Mission.shape.kind,
    venue_id: answeredId,
    venue: z.string(),
    ...span,
    time_zone: z.string(),
    breaks: z.array(z.strictObject(span)),
    setting: setting.nullable(),
    first_performance_on: date,
  })
  .meta({ id: "MissionFacts", description: "What rules need to know of a mission." });

const position = z
  .strictObject({
    ...Position.pick({ id: true, skill: true, min_level: true, count: true }).shape,
    mission_id: answeredId,
    convention: convention.nullable(),
    taken: count,
    is_open: z.boolean(),
  })
  .meta({ id: "PackedPosition" });

const person = z
  .strictObject({
    occupation: occupation,
    birth_date: z.string().optional().meta({ format: "date" }),
    employment,
    stage_authorisation: z.boolean(),
    annexe: annexe.optional(),
  })
  .meta({ id: "PersonFacts", description: "What rules need to know of a person." });

const call = z
  .strictObject({
    id: answeredId,
    mission_id: answeredId,
    published_at: time.nullable(),
    changed_at: time.nullable(),
    cachets: Engagement.shape.cachets,
  })
  .meta({ id: "PackedCall", description: "A confirmed engagement." });

const option = z
  .strictObject({
    id: answeredId,
    mission_id: answeredId,
    title: z.string(),
    venue_id: answeredId,
    venue: z.string(),
    ...span,
  })
  .meta({ id: "PackedOption", description: "An option that has not expired." });

const outside = z.array(
  z.strictObject({
    id: answeredId.nullable().meta({
      description: "Null where another organisation has it on file.",
    }),
    ...span,
    worked_minutes: count.nullable().meta({
      description: "Null where all of it was worked, and where the hours are not disclosed.",
    }),
  }),
);

const packedPerson = z
  .strictObject({
    id: answeredId,
    name: z.string(),
    skills: heldSkills,
    availabilities: z.array(Availability),
    planned: z.array(z.strictObject(span)),
    person,
    calls: z.array(call),
    outside,
    options: z.array(option),
  })
  .meta({ id: "PackedPerson", description: "A person, with their work around that time." });

const World = z
  .strictObject({
    missions: z.array(facts).meta({ description: "Each that a position or a call names." }),
    positions: z.array(position).meta({
      description: "Of the missions in that time. On the first page only.",
    }),
    people: z.array(packedPerson).meta({ description: "By name." }),
    labour: LabourSettings.pick({ convention: true, rules: true, decisions: true }).partial({
      decisions: true,
    }),
    travel: z.record(z.string(), count).meta({
      description: "Minutes by the ids of two venues, with a space between them.",
    }),
    time_zone: z.string().meta({ examples: ["Europe/Paris"] }),
    now: time.meta({
      description: "When people would be told of what is decided, in milliseconds since 1970.",
    }),
  })
  .meta({
    id: "PackedWorld",
    description:
      "What decides about engagements, for `unpackWorld` of the package @coulisses/planning. The hours of work that another organisation has on file are left out: the working time of these people is for the server to check.",
  });

export const WorldPage = z
  .strictObject({ world: World, next_cursor: z.string().nullable() })
  .meta({ id: "WorldPage", description: "What decides about some people." });

export type WorldQuery = z.output<typeof WorldQuery>;
export type WorldPage = z.output<typeof WorldPage>;
