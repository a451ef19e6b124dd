import { z } from "zod";
import { FreeArtist, howMany } from "./candidates.schema.ts";
import { effect } from "./effect.schema.ts";
import { cachets } from "./facts.schema.ts";
import { Finding, Overridden } from "./findings.schema.ts";
import { answeredId, count, exampleId, expectedVersion, id, version } from "../kit/ids.ts";
import { page, paging } from "../kit/paging.ts";
import { text } from "../kit/text.ts";
import { answeredInstant, dateTime, instant } from "../kit/time.ts";
import { must } from "../kit/must.ts";

export { Blocked, blockedExample } from "./findings.schema.ts";

/** The most engagements in one request. */
export const mostEngagements = 200;

const status = z.enum(["option", "confirmed", "declined", "cancelled", "expired"]).meta({
  description:
    "An option (option) is asked for, and may expire; confirmed (ferme) is agreed; declined and cancelled ones stay on record.",
});

const givenCachets = cachets.optional().meta({
  description: "The number of cachets, if it is not paid by the hour.",
});

/** One artist on one position of one mission. */
export const Engagement = z
  .strictObject({
    id: answeredId,
    mission_id: answeredId,
    position_id: answeredId,
    artist_id: answeredId,
    artist: z.strictObject({ id: answeredId, name: z.string() }),
    status,
    rank: count.min(1).nullable().meta({
      description:
        "Of an option: its place among the options of that artist at overlapping times; 1 was asked first.",
    }),
    starts_at: answeredInstant,
    ends_at: answeredInstant,
    expires_at: answeredInstant.nullable(),
    decided_at: answeredInstant,
    reason: z.string().nullable(),
    cachets: cachets
      .nullable()
      .meta({ description: "The number of cachets; null if it is paid by the hour." }),
    override_reason: z
      .string()
      .nullable()
      .meta({ description: "The reason to override findings that block." }),
    overridden: z.array(Overridden).meta({
      description: "The findings overridden. A worse figure, or another rule, blocks again.",
    }),
    version,
  })
  .meta({
    id: "Engagement",
    description: "One artist on one position of one mission.",
    examples: [
      {
        id: exampleId,
        mission_id: "5a73a581-950d-4f26-b242-9c0e0ab1bc20",
        position_id: "c0644b5e-98fc-4737-a678-bd94b129224c",
        artist_id: "1b313c09-f0d7-4651-945c-46a3a0010014",
        artist: { id: "1b313c09-f0d7-4651-945c-46a3a0010014", name: "Camille Fontaine" },
        status: "cancelled",
        rank: null,
        starts_at: "2026-10-31T22:00:00+01:00",
        ends_at: "2026-11-01T06:00:00+01:00",
        expires_at: null,
        decided_at: "2026-09-01T10:42:30.26+00:00",
        reason: "Malade",
        cachets: null,
        override_reason: null,
        overridden: [],
        version: 3,
      },
    ],
  });

/** An engagement after a change of it. */
export const EngagementChanged = z.strictObject({ ...Engagement.shape, ...effect }).meta({
  id: "EngagementChanged",
  description: "An engagement as it is now, and what else changed.",
});

export const Outcome = z
  .strictObject({
    engagement: Engagement.nullable().meta({ description: "Null if it was refused." }),
    findings: z.array(Finding),
  })
  .meta({ id: "Outcome", description: "The result of one item, with its findings." });

export const Outcomes = z
  .strictObject({
    outcomes: z.array(Outcome).meta({ description: "In the order asked for." }),
    ...effect,
  })
  .meta({ id: "Outcomes" });

const mode = z.enum(["all", "each"]).default("all").meta({
  description: "Either all are accepted or none (all), or each that is not refused (each).",
});

const overrideReason = text(1000).optional().meta({
  description:
    "Overrides findings that block, except an overlap and a full position. Needs the right `engagements.override`; it is recorded, and shown with the overridden findings.",
});

const wantedStatus = z.enum(["option", "confirmed"]);

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
          status: wantedStatus.default("option"),
          expires_at: instant
            .optional()
            .meta({ description: "Of an option; by default it does not expire." }),
          cachets: givenCachets,
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
          cachets: givenCachets,
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
  .strictObject({ engagements: z.array(Engagement), ...effect })
  .meta({ id: "Engagements" });

/** The most missions that one check can move, and the most engagements on them. */
const mostMoves = 50;
export const mostMoved = 500;

const askedTime = dateTime.meta({
  description: "Without offset it is read in the venue's zone, where it must exist once.",
});

export const EngagementsCheck = z
  .strictObject({
    engagements: z
      .array(
        z.strictObject({
          ...placement,
          engagement_id: id.optional().meta({
            description: "The engagement to check; by default a new one.",
          }),
        }),
      )
      .max(mostEngagements)
      .default([])
      .meta({ description: "Judged one after the other, as if each were confirmed." }),
    missions: z
      .array(
        z.strictObject({
          mission_id: id,
          venue_id: id.optional(),
          starts_at: askedTime.optional(),
          ends_at: askedTime.optional(),
          breaks: z
            .array(z.strictObject({ starts_at: askedTime, ends_at: askedTime }))
            .max(20)
            .optional(),
        }),
      )
      .max(mostMoves)
      .default([])
      .meta({
        description:
          "Missions as if they were at other times or venues. Fields left out stay; breaks move with the start.",
      }),
  })
  .refine(
    ({ engagements, missions }) => engagements.length + missions.length > 0,
    must({ issue: "engagements_or_missions_required" }),
  )
  .meta({
    id: "EngagementsCheck",
    examples: [
      {
        missions: [
          {
            mission_id: "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90",
            starts_at: "2026-10-25T10:00",
            ends_at: "2026-10-25T14:00",
          },
        ],
      },
    ],
  });

export const Checks = z
  .strictObject({
    checks: z
      .array(z.strictObject({ findings: z.array(Finding) }))
      .meta({ description: "Of the engagements, in the order asked for." }),
    missions: z
      .array(
        z.strictObject({
          mission_id: answeredId,
          engagements: z.array(
            z.strictObject({
              engagement_id: answeredId,
              artist_id: answeredId,
              findings: z.array(Finding),
            }),
          ),
        }),
      )
      .meta({ description: "Of the engagements on the missions, in the order asked for." }),
  })
  .meta({
    id: "Checks",
    description: "The findings. They inform, and are no legal advice.",
  });

export const EngagementReplace = z
  .strictObject({
    engagement_id: id,
    reason: text(1000).optional(),
    artist_id: id.optional().meta({
      description: "The artist to engage in its place. By default the position stays free.",
    }),
    status: wantedStatus.default("confirmed").meta({
      description: "What the given artist gets: confirmed by default, or an option.",
    }),
    override_reason: overrideReason,
    limit: howMany.meta({ description: "How many replacements are proposed at most." }),
    expected_version: expectedVersion,
  })
  .meta({ id: "EngagementReplace", examples: [{ reason: "Malade" }] });

export const Replacement = z
  .strictObject({
    cancelled: Engagement,
    replacement: Engagement.nullable().meta({ description: "The engagement of the given artist." }),
    artists: z
      .array(FreeArtist)
      .meta({ description: "The artists who could take a free seat, best first." }),
    ...effect,
  })
  .meta({ id: "Replacement" });

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
export type Outcome = z.output<typeof Outcome>;
export type Outcomes = z.output<typeof Outcomes>;
export type EngagementsCreate = z.output<typeof EngagementsCreate>;
export type EngagementsConfirm = z.output<typeof EngagementsConfirm>;
export type EngagementReplace = z.output<typeof EngagementReplace>;
export type Replacement = z.output<typeof Replacement>;
export type EngagementEnd = z.output<typeof EngagementEnd>;
export type Engagements = z.output<typeof Engagements>;
export type EngagementsCheck = z.output<typeof EngagementsCheck>;
export type EngagementList = z.output<typeof EngagementList>;
export type EngagementPage = z.output<typeof EngagementPage>;
export type Checks = z.output<typeof Checks>;
