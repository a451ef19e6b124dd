import type { Limits, Rule } from "./rule.ts";
import { type RuleId, rules } from "./rules.ts";
import type { Level } from "./work.ts";

/** How a profile has one rule. */
export interface RuleSetting {
  on: boolean;
  /** How much a finding of it weighs. */
  level: Level;
  /** Its figures by name: minutes, minutes after midnight, or counts. */
  limits: Readonly<Limits>;
}

/**
 * Which rules are checked, how much each weighs, and its figures. `codeDuTravail` and `ccneac` are
 * built in; `profileWith` makes others.
 */
export interface Profile {
  id: string;
  /** A rule that is missing here is off. */
  rules: Readonly<Partial<Record<RuleId, RuleSetting>>>;
}

type Override = { readonly [Key in keyof RuleSetting]?: RuleSetting[Key] | undefined };

/** What `profileWith` changes. What is left out stays as it is in the base. */
export interface ProfileOverrides {
  id?: string | undefined;
  rules?: Readonly<Partial<Record<RuleId, Override>>> | undefined;
}

const levels: readonly string[] = ["block", "warn", "info"] satisfies Level[];

const byId: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));

function settingOf({ level, figures, convention }: Rule): RuleSetting {
  const limits = Object.entries(figures).map(([name, { figure }]) => [name, figure]);
  return { on: convention === undefined, level, limits: Object.fromEntries(limits) };
}

/** `code-du-travail`, the default: what holds for everyone, without any agreement. */
export const codeDuTravail: Profile = {
  id: "code-du-travail",
  rules: Object.fromEntries(rules.map((rule) => [rule.id, settingOf(rule)])),
};

/**
 * `ccneac`: the code du travail with what the convention collective nationale des entreprises
 * artistiques et culturelles adds to it, and what it allows: 9 h of rest and 12 h of work where its
 * articles VI.6 and VI.7 do.
 */
export const ccneac: Profile = profileWith(codeDuTravail, {
  id: "ccneac",
  rules: {
    ...Object.fromEntries(
      rules.filter(({ convention }) => convention === "ccneac").map(({ id }) => [id, { on: true }]),
    ),
    "daily-rest": { limits: { reduced: 540 } },
    day: { limits: { extended: 720 } },
  },
});

/**
 * A profile that differs from another: for a house agreement, or to switch rules on and off.
 *
 * @throws RangeError when there is no such rule, level or figure, or a figure is one that no
 * agreement may set: the message says which, and what is allowed.
 * @example
 * const house = profileWith(ccneac, {
 *   id: "house",
 *   rules: {
 *     sundays: { on: false },
 *     day: { level: "warn", limits: { maximum: 660 } },
 *   },
 * });
 */
export function profileWith(base: Profile, overrides: ProfileOverrides): Profile {
  const settings: Record<string, RuleSetting> = { ...base.rules };
  for (const [id, override] of Object.entries(overrides.rules ?? {})) {
    const rule = byId.get(id);
    if (rule === undefined)
      throw new RangeError(`There is no rule ${id}; there are ${[...byId.keys()].join(", ")}`);
    settings[id] = settingWith(rule, settings[id] ?? settingOf(rule), override);
  }
  return { id: overrides.id ?? base.id, rules: settings };
}

function settingWith(rule: Rule, base: RuleSetting, override: Override): RuleSetting {
  const { on = base.on, level = base.level } = override;
  const setting = { on, level, limits: { ...base.limits, ...override.limits } };
  if (typeof setting.on !== "boolean") throw new RangeError(`${rule.id}: on is true or false`);
  if (!levels.includes(setting.level))
    throw new RangeError(`${rule.id}: level is one of ${levels.join(", ")}, not ${setting.level}`);
  for (const [name, value] of Object.entries(setting.limits)) checkFigure(rule, name, value);
  const fault = rule.fault?.(setting.limits);
  if (fault !== undefined) throw new RangeError(`${rule.id}: ${fault}`);
  return setting;
}

function checkFigure({ id, figures }: Rule, name: string, value: number): void {
  const figure = Object.hasOwn(figures, name) ? figures[name] : undefined;
  if (figure === undefined)
    throw new RangeError(`${id} has no figure ${name}; it has ${Object.keys(figures).join(", ")}`);
  const { min, max, bounds } = figure;
  if (!Number.isInteger(value) || value < min || value > max)
    throw new RangeError(
      `${id}: ${name} is a whole number from ${min} to ${max}, not ${value}: ${bounds}`,
    );
}
