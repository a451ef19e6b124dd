import { z } from "zod";
import { AuditEvent } from "../audit/schema.ts";
import { effect } from "./effect.schema.ts";
import { level } from "./facts.schema.ts";
import { answeredId, exampleId, expectedVersion, id, version } from "../kit/ids.ts";
import { page, paging } from "../kit/paging.ts";
import { text } from "../kit/text.ts";
import { answeredInstant, dateTime, instant } from "../kit/time.ts";
import { code } from "../skills/schema.ts";

/** The most missions in one request. */
export const mostMissions = 200;

/** The longest mission, because rules look at each of its days. */
export const mostDays = 31;

const kind = z
  .enum(["montage", "balance", "repetition", "representation", "demontage", "autre"])
  .meta({
    description:
      "Set-up (montage), sound and light check (balance), rehearsal (répétition), performance (représentation), strike (démontage), or other (autre).",
  });

const status = z.enum(["draft", "published", "cancelled"]);

const example = {
  venue_id: "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90",
  title: "Montage son",
  kind: "montage" as const,
  starts_at: "2026-10-24T22:00:00+02:00",
  ends_at: "2026-10-25T06:00:00+01:00",
  positions: [
    { skill: "son", count: 2 },
    { skill: "lumiere", count: 1 },
  ],
};

const time = dateTime.meta({
  description:
    "An instant with its offset; without one it is read in the venue's zone, where it must exist once.",
  examples: [example.starts_at],
});

const answeredTime = answeredInstant.meta({
  description: "With the offset of the venue's zone.",
  examples: [example.starts_at],
});

const breaks = z
  .array(z.strictObject({ starts_at: time, ends_at: time }))
  .max(20)
  .meta({ description: "Breaks within the mission, in any order, without overlaps." });

const answeredBreaks = z.array(z.strictObject({ starts_at: answeredTime, ends_at: answeredTime }));

/** How many people one position takes. */
const seats = z.int().min(1).max(500);

const PositionInput = z
  .strictObject({
    id: id.optional().meta({ description: "The id of a position to keep; without one it is new." }),
    skill: code.nullish().meta({ examples: ["son"] }),
    skill_label: text(255).nullish().meta({
      description: "Ignored; allowed so that a position can be sent back as it was answered.",
    }),
    min_level: level.nullish(),
    count: seats.default(1),
    label: text(255).nullish(),
  })
  .meta({
    id: "PositionInput",
    description: "A number of people with one skill (poste), as it is sent.",
  });

const positions = z.array(PositionInput).max(50);

export const Position = z
  .strictObject({
    id: answeredId,
    skill: z.string().nullable(),
    skill_label: z.string().nullable().meta({ description: "What the skill is called." }),
    min_level: level.nullable(),
    count: seats,
    label: z.string().nullable(),
  })
  .meta({ id: "Position", description: "A number of people with one skill (poste)." });

const exampleMission = {
  ...example,
  id: exampleId,
  project_id: null,
  project: null,
  venue: { id: example.venue_id, name: "Théâtre du Pont", time_zone: "Europe/Paris" },
  time_zone: "Europe/Paris",
  breaks: [{ starts_at: "2026-10-25T01:00:00+02:00", ends_at: "2026-10-25T01:30:00+02:00" }],
  positions: [
    {
      id: "c0644b5e-98fc-4737-a678-bd94b129224c",
      skill: "son",
      skill_label: "Son",
      min_level: null,
      count: 2,
      label: null,
    },
  ],
  notes: null,
  status: "published" as const,
  is_template: false,
  version: 2,
};

/** A job at a place and time. */
export const Mission = z
  .strictObject({
    id: answeredId,
    project_id: answeredId.nullable(),
    project: z.strictObject({ id: answeredId, title: z.string() }).nullable(),
    venue_id: answeredId,
    venue: z.strictObject({ id: answeredId, name: z.string(), time_zone: z.string() }),
    time_zone: z.string().meta({ description: "The venue's.", examples: ["Europe/Paris"] }),
    title: z.string().meta({ examples: [example.title] }),
    kind,
    starts_at: answeredTime,
    ends_at: answeredTime,
    breaks: answeredBreaks,
    positions: z.array(Position),
    notes: z.string().nullable(),
    status,
    is_template: z.boolean(),
    version,
  })
  .meta({
    id: "Mission",
    description: "A job at a venue and time, with the positions that it needs.",
    examples: [exampleMission],
  });

/** A mission after a change of it. */
export const MissionChanged = z
  .strictObject({ ...Mission.shape, ...effect })
  .meta({ id: "MissionChanged", description: "A mission as it is now, and what else changed." });

export const MissionCreate = z
  .strictObject({
    project_id: id.nullish(),
    venue_id: id,
    title: text(255).meta({ examples: [example.title] }),
    kind,
    starts_at: time,
    ends_at: time,
    breaks: breaks.default([]),
    positions: positions.default([]),
    notes: text(4000).nullish(),
    is_template: z
      .boolean()
      .default(false)
      .meta({ description: "Whether it is only for duplicating, and in no calendar." }),
  })
  .meta({ id: "MissionCreate", description: "At most 31 days long.", examples: [example] });

export const MissionsCreate = z
  .strictObject({ missions: z.array(MissionCreate).min(1).max(mostMissions) })
  .meta({
    id: "MissionsCreate",
    description: "All are created, or none.",
    examples: [{ missions: [example] }],
  });

/** The fields of a mission that an update can change. */
const changes = {
  project_id: id.nullable().optional(),
  venue_id: id.optional(),
  title: text(255).optional(),
  kind: kind.optional(),
  starts_at: time.optional(),
  ends_at: time.optional(),
  breaks: breaks.optional(),
  positions: positions.optional(),
  notes: text(4000).nullable().optional(),
  status: z.enum(["draft", "cancelled"]).optional(),
  is_template: z.boolean().optional(),
};

const overrideReason = text(1000).optional().meta({
  description:
    "Overrides findings that block, except an overlap. Needs the right `engagements.override`.",
});

export const MissionUpdate = z
  .strictObject({
    mission_id: id,
    ...changes,
    override_reason: overrideReason,
    expected_version: expectedVersion,
  })
  .meta({
    id: "MissionUpdate",
    description:
      "Fields left out stay; breaks move with the start, if they still fit. Breaks and positions are replaced by those sent.",
    examples: [{ title: "Montage son et lumière" }],
  });

export const MissionsUpdate = z
  .strictObject({
    missions: z
      .array(z.strictObject({ mission_id: id, ...changes, expected_version: expectedVersion }))
      .min(1)
      .max(mostMissions)
      .meta({ description: "Each once, with the fields that change." }),
    override_reason: overrideReason,
  })
  .meta({
    id: "MissionsUpdate",
    description:
      "All are changed, or none. People are judged as if all of it were done: two missions can change places.",
    examples: [
      {
        missions: [
          {
            mission_id: "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90",
            starts_at: "2026-10-25T22:00:00+01:00",
            ends_at: "2026-10-26T06:00:00+01:00",
          },
        ],
      },
    ],
  });

export const MissionKey = z.strictObject({ mission_id: id });

export const MissionDelete = MissionKey.extend({ expected_version: expectedVersion });

export const MissionList = z
  .strictObject({
    from: instant.optional().meta({ description: "Those that end after this." }),
    to: instant.optional().meta({ description: "Those that start before this." }),
    venue_id: id.optional(),
    project_id: id.optional(),
    status: status.optional(),
    is_template: z.boolean().default(false),
    ...paging([instant, id]),
  })
  .prefault({});

export const MissionPage = page(Mission);

export const MissionsDuplicate = z
  .strictObject({
    mission_ids: z.array(id).min(1).max(mostMissions),
    days: z
      .array(z.int().min(-3660).max(3660))
      .min(1)
      .max(60)
      .meta({ description: "By how many days each copy is later.", examples: [[7, 14]] }),
    venue_id: id
      .optional()
      .meta({ description: "The venue of the copies; by default that of each original." }),
  })
  .meta({
    id: "MissionsDuplicate",
    description: "At most 200 copies, all or none. Wall-clock times stay the same.",
    examples: [{ mission_ids: ["3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90"], days: [7] }],
  });

export const Missions = z
  .strictObject({ missions: z.array(Mission), ...effect })
  .meta({ id: "Missions" });

export const StaleMissions = z.strictObject({ missions: z.array(Mission) }).meta({
  id: "StaleMissions",
  description: "The missions that somebody has changed, as they are now.",
  examples: [{ missions: [exampleMission] }],
});

export const MissionTeam = z
  .strictObject({
    mission_id: answeredId,
    people: z
      .array(
        z.strictObject({
          name: z.string(),
          position: z
            .string()
            .nullable()
            .meta({ description: "Its label, or what its skill is called." }),
        }),
      )
      .meta({ description: "In the order of the positions, then by name." }),
  })
  .meta({ id: "MissionTeam", description: "The people who are confirmed on a mission." });

export const MissionHistory = z.strictObject({ mission_id: id, ...paging([instant, id]) });

export const MissionHistoryPage = page(AuditEvent);

export const MissionsUndo = z
  .strictObject({ event_id: id.meta({ description: "Of the change, as the history has it." }) })
  .meta({ id: "MissionsUndo" });

export { Blocked, blockedExample } from "./findings.schema.ts";

export type Mission = z.output<typeof Mission>;
export type MissionCreate = z.output<typeof MissionCreate>;
export type MissionsCreate = z.output<typeof MissionsCreate>;
export type MissionUpdate = z.output<typeof MissionUpdate>;
export type MissionsUpdate = z.output<typeof MissionsUpdate>;
export type StaleMissions = z.output<typeof StaleMissions>;
export type MissionDelete = z.output<typeof MissionDelete>;
export type MissionList = z.output<typeof MissionList>;
export type MissionPage = z.output<typeof MissionPage>;
export type MissionsDuplicate = z.output<typeof MissionsDuplicate>;
export type Missions = z.output<typeof Missions>;
export type MissionTeam = z.output<typeof MissionTeam>;
export type MissionHistory = z.output<typeof MissionHistory>;
export type MissionHistoryPage = z.output<typeof MissionHistoryPage>;
export type PositionInput = z.output<typeof PositionInput>;
