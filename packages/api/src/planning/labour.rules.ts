import {
  catalogue,
  ccneac,
  codeDuTravail,
  concernOf,
  type Bounded,
  nearestProfile,
  type Profile,
  type Language,
  ProfileError,
  type ProfileFault,
  profileWith,
  publicOrderReasonOf,
  rangeReasonOf,
  refusalOf,
  type RuleDescription,
  type Scope,
  titleOf,
  whomOf,
} from "@coulisses/labour";
import type { Roster } from "@coulisses/planning";
import type { LabourSettings, RulesInForce } from "./labour.schema.ts";

/** Settings as they are stored: perhaps while agreements were allowed more. */
export type StoredSettings = Omit<LabourSettings, "corrected">;

const bases = [codeDuTravail, ccneac];

/** The nearest settings that an agreement may set, and what is wrong with the stored ones. */
export function nearestSettings(stored: StoredSettings): {
  settings: StoredSettings;
  faults: readonly ProfileFault[];
} {
  let { rules } = stored;
  const faults: ProfileFault[] = [];
  for (const base of bases) {
    const nearest = nearestProfile(base, { rules });
    rules = narrowed(rules, nearest.profile);
    faults.push(...nearest.faults);
  }
  return { settings: { ...stored, rules }, faults };
}

/** What rules set, with the values that a profile has. */
function narrowed(rules: StoredSettings["rules"], profile: Profile): StoredSettings["rules"] {
  const known = catalogue.flatMap(({ id }) => {
    const [set, { on, level, limits = {} } = {}] = [rules[id], profile.rules[id]];
    if (set === undefined) return [];
    const names = Object.keys(limits).filter((name) => set.limits?.[name] !== undefined);
    return [
      [
        id,
        {
          ...(set.on !== undefined && { on }),
          ...(set.level !== undefined && { level }),
          ...(set.limits && {
            limits: Object.fromEntries(names.map((name) => [name, limits[name] ?? 0])),
          }),
        },
      ],
    ];
  });
  return Object.fromEntries(known);
}

/** Stored settings as they are in force, with what had to be corrected, in the reader's language. */
export function settingsInForce(stored: StoredSettings, language: Language): LabourSettings {
  const { settings, faults } = nearestSettings(stored);
  return { ...settings, corrected: faults.map((fault) => refusalOf(fault, language)) };
}
type RuleInForce = RulesInForce["rules"][number];

/** Why no agreement may set these figures; undefined if one may. */
export function agreementFault({
  rules,
  decisions,
}: Pick<StoredSettings, "rules" | "decisions">): ProfileFault | undefined {
  try {
    for (const base of bases) profileWith(base, { rules, decisions });
    return undefined;
  } catch (error) {
    if (error instanceof ProfileError) return error.fault;
    throw error;
  }
}

/**
 * All rules, as they are in force.
 *
 * @param asked the person for whom it is asked, and the date
 */
export function rulesInForce(
  profile: Profile,
  language: Language,
  asked?: { person: Roster["person"]; on: Temporal.PlainDate },
): RulesInForce["rules"] {
  return catalogue.map(({ id, unit, level, figures, ranges, ...rule }) => ({
    id,
    title: titleOf(id, language),
    whom: whomOf(rule.to, language),
    to: scopeOf(rule.to),
    concern: asked ? concernOf(rule.to, asked.person, asked.on) : null,
    reference: rule.reference,
    quotes: [...rule.quotes],
    unit,
    ranges: Object.fromEntries(
      Object.entries(ranges).map(([name, range]) => [name, rangeIn(range, language)]),
    ),
    public_order: rule.publicOrder ? publicOrderIn(rule.publicOrder, language) : null,
    ...(profile.rules[id] ?? { on: false, level, limits: figures }),
  }));
}

function publicOrderIn(
  publicOrder: NonNullable<RuleDescription["publicOrder"]>,
  language: Language,
): RuleInForce["public_order"] {
  return {
    least_level: publicOrder.least,
    reason: publicOrderReasonOf(publicOrder, language),
  };
}

function scopeOf({ occupations, employments, except, under }: Scope): RuleInForce["to"] {
  return {
    ...(occupations && { occupations: [...occupations] }),
    ...(employments && { employments: [...employments] }),
    ...(except && { except: [...except] }),
    ...(under !== undefined && { under }),
  };
}

function rangeIn(range: Bounded, language: Language): RuleInForce["ranges"][string] {
  const { min, max, bounds } = range;
  const unit = "article" in bounds ? bounds.of : units[bounds.reason];
  return { min, max, unit, reason: rangeReasonOf(range, language) };
}

type SaneReason = Exclude<Bounded["bounds"], { article: string }>["reason"];

/** The units of figures whose bounds are not of the law. */
const units = {
  duration: "minutes",
  notice: "minutes",
  call: "minutes",
  service: "minutes",
  "civil-day": "minutes",
  "time-of-day": "time_of_day",
  weeks: "weeks",
  days: "days",
  "running-days": "days",
  sundays: "days",
  services: "services",
  month: "month",
} as const satisfies Record<SaneReason, string>;
