import { z } from "zod";
import {
  answeredId,
  answeredInstant,
  expectedVersion,
  id,
  instant,
  page,
  paging,
  text,
  version,
} from "../kit/wire.ts";

/** What can be placed or decided in one request. */
export const mostEngagements = 200;

const status = z.enum(["option", "confirmed", "declined", "cancelled", "expired"]).meta({
  description:
    "An option (option) is asked for, and may expire; confirmed (ferme) is agreed; declined and cancelled stay as what happened.",
});

/** One artist on one position of one mission. */
export const Engagement = z
  .strictObject({
    id: answeredId,
    mission_id: answeredId,
    position_id: answeredId,
    artist_id: answeredId,
    status,
    rank: z.int().nullable().meta({
      description:
        "Of an option: its place among the options of that artist at overlapping times; 1 was asked first.",
    }),
    starts_at: answeredInstant,
    ends_at: answeredInstant,
    expires_at: answeredInstant.nullable(),
    decided_at: answeredInstant,
    reason: z.string().nullable(),
    override_reason: z
      .string()
      .nullable()
      .meta({ description: "Why it was confirmed in spite of a finding that blocks." }),
    version,
  })
  .meta({ id: "Engagement", description: "One artist on one position of one mission." });

/** What speaks against an engagement, or should be known of it. Not legal advice. */
export const Finding = z
  .strictObject({
    level: z.enum(["block", "warn", "info"]),
    rule: z.enum(["overlap", "full", "skill", "travel", "availability", "options"]),
    message: z.string(),
    measured: z.number().nullable().meta({ description: "What is, in minutes or people." }),
    allowed: z.number().nullable().meta({ description: "What may be, or is needed." }),
    period: z.strictObject({ starts_at: answeredInstant, ends_at: answeredInstant }),
    engagements: z.array(answeredId).meta({ description: "Those that it is about." }),
  })
  .meta({ id: "Finding", description: "What speaks against an engagement. Not legal advice." });

export const Outcome = z
  .strictObject({
    engagement: Engagement.nullable().meta({ description: "Null where it was refused." }),
    findings: z.array(Finding),
  })
  .meta({ id: "Outcome", description: "What became of one item, and what is to be known of it." });

export const Outcomes = z
  .strictObject({ outcomes: z.array(Outcome).meta({ description: "In the order asked for." }) })
  .meta({ id: "Outcomes" });

const mode = z.enum(["all", "each"]).default("all").meta({
  description: "Either all are done or none (all), or each that can be (each).",
});

const overrideReason = text(1000).optional().meta({
  description:
    "Confirms in spite of a missing skill. For who may `engagements.override`; it is on record, and shown from then on.",
});

const placement = {
  position_id: id,
  artist_id: id,
};

export const EngagementsCreate = z
  .strictObject({
    engagements: z
      .array(
        z.strictObject({
          ...placement,
          status: z.enum(["option", "confirmed"]).default("option"),
          expires_at: instant.optional().meta({ description: "Of an option; never, left out." }),
          override_reason: overrideReason,
        }),
      )
      .min(1)
      .max(mostEngagements),
    mode,
  })
  .meta({
    id: "EngagementsCreate",
    examples: [
      {
        engagements: [
          {
            position_id: "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90",
            artist_id: "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a91",
            status: "option",
          },
        ],
      },
    ],
  });

export const EngagementsConfirm = z
  .strictObject({
    engagements: z
      .array(
        z.strictObject({
          engagement_id: id,
          override_reason: overrideReason,
          expected_version: expectedVersion,
        }),
      )
      .min(1)
      .max(mostEngagements),
    mode,
  })
  .meta({
    id: "EngagementsConfirm",
    examples: [{ engagements: [{ engagement_id: "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90" }] }],
  });

export const EngagementEnd = z
  .strictObject({
    engagement_id: id,
    reason: text(1000).optional(),
    expected_version: expectedVersion,
  })
  .meta({ id: "EngagementEnd", examples: [{ reason: "Malade" }] });

export const EngagementsUndo = z
  .strictObject({
    event_id: id.meta({ description: "Of the change, as a mission's history has it." }),
  })
  .meta({ id: "EngagementsUndo" });

export const Engagements = z
  .strictObject({ engagements: z.array(Engagement) })
  .meta({ id: "Engagements" });

const recorded = z.object(Engagement.omit({ rank: true, starts_at: true, ends_at: true }).shape);

/** What was done to an engagement, as the record has it: what an undo puts back. */
export const RecordedEngagement = z.object({ before: recorded.nullable(), after: recorded });

export const EngagementsCheck = z
  .strictObject({
    engagements: z.array(z.strictObject(placement)).min(1).max(mostEngagements),
  })
  .meta({ id: "EngagementsCheck" });

export const Findings = z
  .strictObject({
    checks: z
      .array(z.strictObject({ findings: z.array(Finding) }))
      .meta({ description: "In the order asked for." }),
  })
  .meta({ id: "Findings" });

export const EngagementKey = z.strictObject({ engagement_id: id });

export const EngagementList = z
  .strictObject({
    mission_id: id.optional(),
    artist_id: id.optional(),
    from: instant.optional().meta({ description: "Those that end after this." }),
    to: instant.optional().meta({ description: "Those that start before this." }),
    ...paging([instant, id]),
  })
  .prefault({});

export const EngagementPage = page(Engagement);

export type Engagement = z.output<typeof Engagement>;
export type Finding = z.output<typeof Finding>;
export type Outcome = z.output<typeof Outcome>;
export type Outcomes = z.output<typeof Outcomes>;
export type EngagementsCreate = z.output<typeof EngagementsCreate>;
export type EngagementsConfirm = z.output<typeof EngagementsConfirm>;
export type EngagementEnd = z.output<typeof EngagementEnd>;
export type EngagementsUndo = z.output<typeof EngagementsUndo>;
export type Engagements = z.output<typeof Engagements>;
export type RecordedEngagement = z.output<typeof RecordedEngagement>;
export type EngagementsCheck = z.output<typeof EngagementsCheck>;
export type EngagementList = z.output<typeof EngagementList>;
export type EngagementPage = z.output<typeof EngagementPage>;
export type Findings = z.output<typeof Findings>;

/** A position, with what of its mission and venue decides about who can take it. */
export interface Place {
  id: string;
  mission_id: string;
  title: string;
  venue_id: string;
  venue: string;
  time_zone: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  skill: string | null;
  min_level: number | null;
  count: number;
  taken: number;
  /** Whether there is anything to engage somebody for: not in a template, nor when it is cancelled. */
  is_open: boolean;
}

export interface Candidate {
  id: string;
  name: string;
  skills: { code: string; level: number; expires_on: string | null }[];
  /** In wall-clock time of the organisation's zone. */
  availabilities: { start: string; end: string }[];
}

/** Where somebody is, or may be, at a time. */
export interface Engaged {
  id: string;
  artist_id: string;
  status: "option" | "confirmed";
  title: string;
  venue_id: string;
  venue: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
}

/** All that decides about some engagements. */
export interface World {
  places: Map<string, Place>;
  candidates: Map<string, Candidate>;
  /** By artist: live options and confirmed engagements, around the times in question. */
  engaged: Map<string, Engaged[]>;
  /** Minutes from one venue to another; undefined where nobody said. */
  travel: (from: string, to: string) => number | undefined;
  /** The organisation's, in which availabilities are read. */
  time_zone: string;
}
