import { z } from "zod";
import { effect } from "./effect.schema.ts";
import { answeredId, count, expectedVersion, id } from "../kit/ids.ts";
import { mostItems, page, paging } from "../kit/paging.ts";
import { answeredInstant, instant } from "../kit/time.ts";
import { Mission, mostMissions } from "./missions.schema.ts";

export const MissionsPublish = z
  .strictObject({
    missions: z
      .array(z.strictObject({ mission_id: id, expected_version: expectedVersion }))
      .min(1)
      .max(mostMissions),
  })
  .meta({
    id: "MissionsPublish",
    description: "All are published, or none.",
    examples: [{ missions: [{ mission_id: "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90" }] }],
  });

/** The fields of a mission that an artist is told, in this order. */
export const toldFields = z.enum([
  "title",
  "kind",
  "starts_at",
  "ends_at",
  "venue",
  "position",
  "notes",
  "breaks",
]);

const newsValue = z.union([z.string(), Mission.shape.breaks]).nullable();

export const MissionNews = z
  .strictObject({
    mission_id: answeredId,
    kind: z.enum(["new", "changed", "cancelled"]).meta({
      description:
        "They are on it; what they were told of it has changed; or they are no longer on it, or it was cancelled.",
    }),
    title: Mission.shape.title,
    starts_at: Mission.shape.starts_at,
    ends_at: Mission.shape.ends_at,
    fields: z
      .array(z.strictObject({ field: toldFields, before: newsValue, after: newsValue }))
      .meta({ description: "Of `changed`: the fields that differ from what they were told." }),
  })
  .meta({
    id: "MissionNews",
    description: "The news of a mission for an artist. When cancelled, as they knew it.",
  });

export const MissionsPublished = z
  .strictObject({
    missions: z.array(Mission).meta({ description: "In the order asked for, each once." }),
    concerned: z
      .array(
        z.strictObject({
          artist_id: answeredId,
          name: z.string(),
          changes: z.array(MissionNews).meta({ description: "By start of the mission." }),
        }),
      )
      .meta({
        description: "The artists for whom something changed since the last time, by name.",
      }),
    ...effect,
  })
  .meta({ id: "MissionsPublished" });

/** What an artist needs to know of a mission that they are on; times with the venue's offset. */
const Details = z
  .strictObject({
    title: z.string(),
    kind: Mission.shape.kind,
    starts_at: Mission.shape.starts_at,
    ends_at: Mission.shape.ends_at,
    venue: z.string().meta({ description: "Its name." }),
    position: z.string().nullable().meta({ description: "Its label, or its skill." }),
    notes: z.string().nullable(),
    breaks: Mission.shape.breaks,
  })
  .meta({ id: "ToldDetails", description: "What an artist needs to know of a mission." });

export const PublicationPreviewQuery = z
  .strictObject({
    from: instant.optional().meta({ description: "Missions that end after this." }),
    to: instant.optional().meta({ description: "Missions that start before this." }),
    ...paging([instant, id], 50),
  })
  .prefault({});

/** A mission, and what publishing it would tell, to whom. */
const PublicationPreview = z
  .strictObject({
    mission: Mission,
    concerned: z
      .array(z.strictObject({ artist_id: answeredId, name: z.string(), change: MissionNews }))
      .meta({ description: "The artists who do not know something yet, by name." }),
  })
  .meta({
    id: "PublicationPreview",
    description: "A mission that can be published, and what that would tell.",
  });

export const PublicationPreviewPage = page(PublicationPreview);

export const ChangedMissionsQuery = z
  .strictObject({
    from: instant.optional().meta({ description: "Missions that end after this." }),
    to: instant.optional().meta({ description: "Missions that start before this." }),
    ...paging([instant, id], 200),
    limit: z.int().min(1).max(mostItems).default(200).meta({
      description: "The most missions to compare. A page has those of them that have changed.",
    }),
  })
  .prefault({});

const ChangedMission = z
  .strictObject({
    mission_id: answeredId,
    concerned: count
      .min(1)
      .meta({ description: "How many artists do not know something of it yet." }),
  })
  .meta({
    id: "ChangedMission",
    description: "A mission that has changed since it was published.",
  });

export const ChangedMissionPage = page(ChangedMission);

export const PublicationList = z
  .strictObject({
    mission_id: id.optional(),
    artist_id: id.optional(),
    ...paging([instant, id, id]),
  })
  .prefault({});

const Publication = z
  .strictObject({
    mission_id: answeredId,
    artist_id: answeredId,
    name: z.string().meta({ description: "Of the artist." }),
    told_at: answeredInstant,
    is_on: z.boolean().meta({ description: "False if they were told that they are no longer on." }),
    details: Details.meta({ description: "As they were told." }),
  })
  .meta({ id: "Publication", description: "What an artist was last told of a mission." });

export const PublicationPage = page(Publication);

export type MissionsPublish = z.output<typeof MissionsPublish>;
export type MissionsPublished = z.output<typeof MissionsPublished>;
export type MissionNews = z.output<typeof MissionNews>;
export type Details = z.output<typeof Details>;
export type PublicationPreviewQuery = z.output<typeof PublicationPreviewQuery>;
export type PublicationPreview = z.output<typeof PublicationPreview>;
export type PublicationPreviewPage = z.output<typeof PublicationPreviewPage>;
export type ChangedMissionsQuery = z.output<typeof ChangedMissionsQuery>;
export type ChangedMissionPage = z.output<typeof ChangedMissionPage>;
export type PublicationList = z.output<typeof PublicationList>;
export type Publication = z.output<typeof Publication>;
export type PublicationPage = z.output<typeof PublicationPage>;

/** What an artist was last told of a mission. */
export interface Told {
  details: Details;
  /** Whether they were told that they are on it, or no longer. */
  is_on: boolean;
  /** Their engagements that they were told of. */
  engagements: string[];
  /** The venue that they were told; missing in what was told long ago, like `moved_at`. */
  venue_id?: string;
  /** When they were told of the last change of hours or place; null if of none. */
  moved_at?: string | null;
}

/** An artist who is confirmed on a mission, or was notified of it before. */
export interface Recipient {
  mission_id: string;
  artist_id: string;
  name: string;
  /** The venue's name. */
  venue: string;
  /** The confirmed engagement. */
  engagement_id: string | null;
  position_id: string | null;
  told: Told | null;
}
