/*
 * The shapes of recorded values, as an undo reads them. Do not change them: old records keep their shape.
 * A change after which old values cannot be read increments `schemaVersion` in kit/change.ts and adds a
 * schema here for new records.
 */
import { z } from "zod";
import { Overridden } from "./findings.schema.ts";

const period = z.object({ starts_at: z.string(), ends_at: z.string() });

const mission = z.object({
  id: z.string(),
  project_id: z.string().nullable(),
  venue_id: z.string(),
  title: z.string(),
  kind: z.enum(["montage", "balance", "repetition", "representation", "demontage", "autre"]),
  ...period.shape,
  breaks: z.array(period),
  positions: z.array(
    z.object({
      id: z.string(),
      skill: z.string().nullable(),
      min_level: z.int().nullable(),
      count: z.int(),
      label: z.string().nullable(),
    }),
  ),
  notes: z.string().nullable(),
  status: z.enum(["draft", "published", "cancelled"]),
  is_template: z.boolean(),
  version: z.int(),
});

const engagement = z.object({
  id: z.string(),
  mission_id: z.string(),
  position_id: z.string(),
  artist_id: z.string(),
  status: z.enum(["option", "confirmed", "declined", "cancelled", "expired"]),
  expires_at: z.string().nullable(),
  decided_at: z.string(),
  reason: z.string().nullable(),
  cachets: z.int().nullable(),
  override_reason: z.string().nullable(),
  overridden: z.array(Overridden),
  version: z.int(),
});

// Events of version 0 may lack what was overridden.
const engagement0 = engagement.extend({ overridden: z.array(Overridden).default([]) });

const outsideWork = z.object({
  id: z.string(),
  artist_id: z.string(),
  ...period.shape,
  worked_minutes: z.int().nullable(),
  employer: z.string().nullable(),
  // Events of before these fields lack them.
  siret: z.string().nullable().default(null),
  cachets: z.int().nullable().default(null),
  annexe: z.int().nullable().default(null),
  category: z.string().default("work"),
  notes: z.string().nullable(),
  version: z.int(),
});

function changeOf<Thing extends z.ZodType>(thing: Thing) {
  return z.object({ before: thing.nullable(), after: thing.nullable() });
}

/** The change of a thing, by the version of its schema: 0, 1, … */
export const recordedMissions = [changeOf(mission), changeOf(mission)] as const;
export const recordedEngagements = [
  changeOf(engagement0).extend({ after: engagement0 }),
  changeOf(engagement).extend({ after: engagement }),
] as const;
export const recordedOutsideWork = [changeOf(outsideWork), changeOf(outsideWork)] as const;

/** What an undo would overwrite of a thing: all that is recorded, but for its version. */
export const contents = {
  mission: mission.omit({ version: true }),
  // The sentences of what was overridden depend on who reads.
  engagement: engagement.omit({ version: true }).extend({
    overridden: z.array(
      z.object({
        rule: z.string(),
        measured: z.unknown(),
        allowed: z.unknown(),
        params: z.unknown(),
      }),
    ),
  }),
  outside_work: outsideWork.omit({ version: true }),
};

export type RecordedMission = z.output<(typeof recordedMissions)[1]>;
export type RecordedEngagement = z.output<(typeof recordedEngagements)[1]>;
export type RecordedOutsideWork = z.output<(typeof recordedOutsideWork)[1]>;
