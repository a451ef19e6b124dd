import {
  type Finding as Found,
  type Overridden as Passed,
  type PlanRule,
  sentenceOfFinding,
} from "@coulisses/planning";
import { z } from "zod";
import { answeredId, exampleId } from "../kit/ids.ts";
import { answeredInstant } from "../kit/time.ts";
import { level, ruleIds, unit } from "./labour.schema.ts";

const params = z.looseObject({}).meta({
  description:
    "The names, figures and times of `message`, by rule, for clients that make their own sentences.",
});

// A record, so that a missing rule does not compile.
const planRules: Record<PlanRule, true> = {
  overlap: true,
  full: true,
  skill: true,
  outside: true,
  planning: true,
  travel: true,
  availability: true,
  options: true,
};

const shape = z
  .strictObject({
    level,
    rule: z.enum([...Object.keys(planRules), ...ruleIds]),
    params,
    message: z.string(),
    reference: z
      .string()
      .nullable()
      .meta({ description: "The legal articles of a working-time rule." }),
    measured: z.number().nullable().meta({ description: "The actual figure, in `unit`." }),
    allowed: z.number().nullable().meta({ description: "The figure allowed or needed." }),
    unit: z.enum(["people", "options", "level", ...unit.options]).nullable(),
    period: z.strictObject({ starts_at: answeredInstant, ends_at: answeredInstant }),
    engagements: z.array(answeredId).meta({ description: "The engagements concerned." }),
  })
  .meta({
    id: "Finding",
    description: "A reason against an engagement, or a fact to know about it. Not legal advice.",
  });

/** A finding with its sentence. Not legal advice. */
export type Finding = Found & { message: string };

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `rule` determines the params; a schema of so many rules would not be clearer
export const Finding = shape as unknown as z.ZodType<Finding>;

/** A finding that was overridden: its rule, its params and its figures. */
export type Overridden = Passed & { message: string };

const overriddenShape = shape
  .pick({ rule: true, message: true, measured: true, allowed: true, unit: true })
  .extend({
    params: params.optional().meta({ description: "Left out of what was overridden before 0.2." }),
  })
  .meta({ id: "Overridden", description: "A finding that blocked, and was overridden." });

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as for `Finding`
export const Overridden = overriddenShape as unknown as z.ZodType<Overridden>;

/** A finding for the examples of the document. */
export const blockedExample = {
  rule: "daily-rest",
  params: { name: "Inès Carvalho", variant: "short", rest: 480, required: 660 },
} as const;

const blocking = shape.extend({
  mission: z
    .strictObject({ id: answeredId, title: z.string() })
    .optional()
    .meta({ description: "The mission that would change, if one would." }),
});

/** A finding that blocks, on somebody who is on a mission that would change. */
type Blocking = Finding & { mission?: { id: string; title: string } | undefined };

/** The findings that block a change of engagements, or of missions with engagements. */
export const Blocked = z
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as for `Finding`
  .strictObject({ findings: z.array(blocking as unknown as z.ZodType<Blocking>) })
  .meta({
    id: "Blocked",
    description: "The findings that block.",
    examples: [
      {
        findings: [
          {
            level: "block",
            ...blockedExample,
            message: sentenceOfFinding(blockedExample, "en"),
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

export type Blocked = z.output<typeof Blocked>;
