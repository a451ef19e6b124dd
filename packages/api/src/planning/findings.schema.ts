import { z } from "zod";
import { answeredId, answeredInstant, exampleId } from "../kit/wire.ts";
import { level, ruleIds, unit } from "./labour.schema.ts";

/** What speaks against an engagement, or should be known of it. Not legal advice. */
export const Finding = z
  .strictObject({
    level,
    rule: z.enum([
      "overlap",
      "full",
      "skill",
      "outside",
      "planning",
      "travel",
      "availability",
      "options",
      ...ruleIds,
    ]),
    message: z.string(),
    reference: z
      .string()
      .nullable()
      .meta({ description: "The articles that a working-time rule comes from." }),
    measured: z.number().nullable().meta({ description: "What is, in `unit`." }),
    allowed: z.number().nullable().meta({ description: "What may be, or is needed." }),
    unit: z.enum(["people", "options", "level", ...unit.options]).nullable(),
    period: z.strictObject({ starts_at: answeredInstant, ends_at: answeredInstant }),
    engagements: z.array(answeredId).meta({ description: "Those that it is about." }),
  })
  .meta({ id: "Finding", description: "What speaks against an engagement. Not legal advice." });

/** A finding that was overridden: which rule, and how far from what is allowed. */
export const Overridden = Finding.pick({
  rule: true,
  message: true,
  measured: true,
  allowed: true,
  unit: true,
}).meta({ id: "Overridden", description: "What blocked, and was overridden." });

/** What callers are told then, in the examples of the document. */
export const blockedExample = "Inès Carvalho: 8 h of rest; 11 h required";

/** What refuses a change of engagements, or of a mission that somebody is engaged on. */
export const Blocked = z.strictObject({ findings: z.array(Finding) }).meta({
  id: "Blocked",
  description: "What is in the way.",
  examples: [
    {
      findings: [
        {
          level: "block",
          rule: "daily-rest",
          message: blockedExample,
          reference: "Code du travail L3131-1, D3131-6; CCNEAC VI.7",
          measured: 480,
          allowed: 660,
          unit: "minutes",
          period: {
            starts_at: "2026-11-01T06:00:00+01:00",
            ends_at: "2026-11-01T14:00:00+01:00",
          },
          engagements: [exampleId],
        },
      ],
    },
  ],
});

export type Finding = z.output<typeof Finding>;
export type Overridden = z.output<typeof Overridden>;
