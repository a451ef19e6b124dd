import { catalogue } from "@coulisses/labour";
import { z } from "zod";
import { answeredId, count, expectedVersion, id, version } from "../kit/ids.ts";
import { text } from "../kit/text.ts";
import { date } from "../kit/time.ts";
import { annexe } from "./facts.schema.ts";
import { must } from "../kit/must.ts";
import { employment, occupation } from "./facts.schema.ts";

/** The names of all working-time rules. */
export const ruleIds = catalogue.map((rule) => rule.id);

export const level = z.enum(["block", "warn", "info"]).meta({
  description:
    "It stops a confirmation unless it is overridden (block), warns (warn), or informs (info).",
});

/** The unit of `measured` and `allowed`. */
export const unit = z.enum(["minutes", "days", "services", "years"]);

export const convention = z.enum(["code-du-travail", "ccneac"]).meta({
  description:
    "The profile of working-time rules: the labour code alone, or with the convention collective nationale des entreprises artistiques et culturelles.",
});

const setting = z
  .strictObject({
    on: z.boolean().optional(),
    level: level.optional(),
    limits: z
      .record(text(64), count)
      .optional()
      .meta({ description: "Figures by name, in minutes, minutes after midnight, or days." }),
  })
  .meta({ id: "RuleSetting", description: "The settings of one rule in an agreement." });

const rules = z.partialRecord(z.enum(ruleIds), setting).meta({
  description:
    "The settings of the organisation's agreement, by rule. The others are the profile's.",
});

const decidedText = z.string().meta({ format: "date" });

/** A decision as it is answered. */
const WeekDecision = z
  .strictObject({
    number: z.string(),
    decided_on: decidedText,
    from: decidedText,
    until: decidedText,
    maximum: z.number(),
  })
  .meta({
    id: "WeekDecision",
    description:
      "A decision of the authority that lifts the week of 48 h (L3121-21), in weeks wholly within from and until; `maximum` is in minutes, up to 60 h.",
  });

const decisions = z.array(WeekDecision).meta({ description: "By their first day." });

const decisionInput = z
  .strictObject({
    number: text(64).meta({ examples: ["DREETS-2026-17"] }),
    decided_on: date,
    from: date,
    until: date,
    maximum: count,
  })
  .refine(({ from, until }) => Temporal.PlainDate.compare(from, until) <= 0, {
    error: must({ issue: "not_before", params: { field: "from" } }),
    path: ["until"],
  });

const example = {
  convention: "ccneac",
  rules: { day: { limits: { maximum: 660 } }, sundays: { on: false } },
} as const;

/** The working-time rules of an organisation. */
export const LabourSettings = z
  .strictObject({
    convention,
    rules,
    decisions,
    version,
    corrected: z.array(z.string()).meta({
      description:
        "Why stored settings are not in force as they are, but the nearest ones that are allowed.",
    }),
  })
  .meta({
    id: "LabourSettings",
    description: "The working-time rules, unless a production has its own convention.",
    examples: [{ ...example, decisions: [], version: 2, corrected: [] }],
  });

export const LabourSettingsUpdate = z
  .strictObject({
    convention: convention.optional(),
    rules: rules.optional(),
    decisions: z
      .array(decisionInput)
      .max(100)
      .optional()
      .meta({ description: "Replaces all decisions of the authority on the week (L3121-21)." }),
    expected_version: expectedVersion,
  })
  .meta({
    id: "LabourSettingsUpdate",
    description: "Fields left out stay. Rules are replaced by those sent.",
    examples: [example],
  });

const FigureRange = z
  .strictObject({
    min: z.number(),
    max: z.number(),
    unit: z
      .enum(["minutes", "time_of_day", "days", "weeks", "years", "percent", "services", "month"])
      .meta({ description: "`time_of_day` is in minutes after midnight." }),
    reason: z.string().meta({ description: "Why: the bound of the law, with its article." }),
  })
  .meta({ id: "FigureRange", description: "What an agreement may set for a figure, and why." });

const Scope = z
  .strictObject({
    occupations: z.array(occupation).optional(),
    employments: z.array(employment).optional(),
    except: z.array(employment).optional(),
    under: z.number().optional().meta({ description: "Only until the birthday of this age." }),
  })
  .meta({
    id: "RuleScope",
    description:
      "Whom a rule concerns: these occupations, these employments or all others, and ages. What is left out does not matter.",
  });

const Concern = z
  .strictObject({
    standing: z.enum(["bound", "told", "free"]).meta({
      description:
        "It binds; it only warns where it would block, as the labour code does not bind volunteers and trainees; it does not concern them.",
    }),
    because: z
      .enum(["everybody", "occupation", "employment", "age"])
      .meta({ description: "What decides about it." }),
  })
  .meta({ id: "RuleConcern", description: "What a rule is to a person today, and why." });

const Quote = z
  .strictObject({
    article: z.string(),
    text: z.string(),
    read_on: z
      .string()
      .optional()
      .meta({ format: "date", description: "When it was read, if no script can read it." }),
    identifier: z
      .string()
      .optional()
      .meta({ description: "The version of the article on Légifrance." }),
  })
  .meta({ id: "RuleQuote", description: "A few words of an article in a row, in French." });

const RuleInForce = z
  .strictObject({
    id: z.enum(ruleIds),
    title: z.string(),
    whom: z.string().meta({ description: "Whom it concerns, in words." }),
    to: Scope,
    concern: Concern.nullable().meta({ description: "Null if `artist_id` is left out." }),
    reference: z.string().meta({ description: "The articles that it comes from." }),
    quotes: z.array(Quote),
    unit,
    on: z.boolean(),
    level,
    public_order: z.strictObject({ least_level: level, reason: z.string() }).nullable().meta({
      description:
        "Set if the rule is of public order (ordre public): no agreement may switch it off, nor lower its level.",
    }),
    limits: z.record(z.string(), z.number()).meta({
      description: "Its figures: minutes, minutes after midnight, or counts.",
    }),
    ranges: z.record(z.string(), FigureRange).meta({
      description: "The range of each figure that an agreement may set.",
    }),
  })
  .meta({ id: "Rule", description: "A working-time rule in force." });

export const RulesQuery = z
  .strictObject({
    convention: convention.optional().meta({ description: "Left out, the organisation's." }),
    artist_id: id.optional().meta({ description: "The person for whom `concern` is answered." }),
  })
  .prefault({});

export const RulesInForce = z.strictObject({ convention, rules: z.array(RuleInForce) }).meta({
  id: "Rules",
  description: "Working-time rules as they are in force. They inform, and are no legal advice.",
});

const indicative = z.literal(true).meta({
  description: "Always: France Travail alone counts, from what employers declare.",
});

const Count = z
  .strictObject({
    indicative,
    measured: z.number(),
    allowed: z.number().nullable().meta({ description: "The target, or the cap." }),
    unit: z.enum(["minutes", "cachets"]),
    reference: z.string(),
  })
  .meta({
    id: "Count",
    description: "A count of minutes or cachets, with its target or cap. Indicative.",
  });

export const CountersQuery = z.strictObject({
  artist_id: id,
  until: date
    // The year before it must be 1 or later in every zone.
    .refine(({ year }) => year > 2, must({ issue: "year_from", params: { year: 3 } }))
    .optional()
    .meta({
      description: "The 12 months before this date are counted; by default before tomorrow.",
    }),
  count_to: z.enum(["until", "last_contract"]).default("until").meta({
    description:
      "The 12 months that open rights end with a contract: `last_contract` counts them to the end of the last one before `until`.",
  }),
  since: date.optional().meta({
    description:
      "The end of the contract that opened the present rights: what was worked until then has been counted for these.",
  }),
});

export const Counters = z
  .strictObject({
    artist_id: answeredId,
    from: z.string().meta({ format: "date" }),
    until: z.string().meta({ format: "date" }),
    hours: Count.meta({
      description:
        "Of all employers, a cachet being 12 h, each month up to its caps, and what counts besides, towards 507 h.",
    }),
    teaching: Count.meta({ description: "Up to 70 h, or 120 h from 50 years on." }),
    training: Count.meta({ description: "With the teaching that counts." }),
    absences: Count.meta({
      description: "5 h a day of long illness, maternity, accident at work.",
    }),
    night: Count.meta({ description: "Within the legal night, 00:00–07:00." }),
    by_day: Count,
    months: z.array(
      z.strictObject({
        month: z.string().meta({ examples: ["2026-10"] }),
        annexe: annexe.meta({
          description: "The month has one entry for each annexe under which there was work.",
        }),
        employers: count.meta({ description: "Those that are not named count as one." }),
        hours: Count,
        cachets: Count,
      }),
    ),
    last_contract_on: z.string().nullable().meta({
      format: "date",
      description: "When the last work that counts ended; null without any.",
    }),
  })
  .meta({
    id: "Counters",
    description: "Hours and cachets towards the 507 h of unemployment insurance. Indicative.",
  });

export type LabourSettings = z.output<typeof LabourSettings>;
export type LabourSettingsUpdate = z.output<typeof LabourSettingsUpdate>;
export type RulesInForce = z.output<typeof RulesInForce>;
export type CountersQuery = z.output<typeof CountersQuery>;
export type Counters = z.output<typeof Counters>;
