import type { ProfileFault } from "./faults.ts";
import type { RuleId } from "./params.ts";
import type { Limits, RuleFacts } from "./rule.ts";
import { rules } from "./rules.ts";
import { refusalOf } from "./sentences.ts";
import type { Level } from "./work.ts";

/** The settings of one rule in a profile. */
export interface RuleSetting {
  on: boolean;
  /** The level of its findings. */
  level: Level;
  /** Its figures by name: minutes, minutes after midnight, or counts. */
  limits: Readonly<Limits>;
}

/**
 * The rules that are checked, with their levels and figures. `codeDuTravail` and `ccneac` are built in;
 * `profileWith` makes others.
 */
export interface Profile {
  id: string;
  /** A rule that is missing here is off. */
  rules: Readonly<Partial<Record<RuleId, RuleSetting>>>;
}

type Override = { readonly [Key in keyof RuleSetting]?: RuleSetting[Key] | undefined };

/** A refused profile: `fault` as data, the message in English. `refusalOf` makes the sentence for people. */
export class ProfileError extends RangeError {
  readonly fault: ProfileFault;

  constructor(fault: ProfileFault) {
    super(refusalOf(fault, "en"));
    this.fault = fault;
  }
}

/** The changes of `profileWith`. The rest is as in the base. */
export interface ProfileOverrides {
  id?: string | undefined;
  rules?: Readonly<Partial<Record<RuleId, Override>>> | undefined;
}

const levels: readonly Level[] = ["block", "warn", "info"];

const byId: ReadonlyMap<string, RuleFacts> = new Map(rules.map((rule) => [rule.id, rule]));

function settingOf({ level, figures, convention }: RuleFacts): RuleSetting {
  const limits = Object.entries(figures).map(([name, { figure }]) => [name, figure]);
  return { on: convention === undefined, level, limits: Object.fromEntries(limits) };
}

/** `code-du-travail`, the default: the rules for everyone, without any agreement. */
export const codeDuTravail: Profile = {
  id: "code-du-travail",
  rules: Object.fromEntries(rules.map((rule) => [rule.id, settingOf(rule)])),
};

/**
 * `ccneac`: the code du travail with what the convention collective nationale des entreprises
 * artistiques et culturelles adds to it, and what it allows: 12 h of work and 9 h of rest in the cases of
 * its articles VI.6 and VI.7.
 */
export const ccneac: Profile = profileWith(codeDuTravail, {
  id: "ccneac",
  rules: {
    ...Object.fromEntries(
      rules.filter(({ convention }) => convention === "ccneac").map(({ id }) => [id, { on: true }]),
    ),
    "daily-rest": { limits: { reduced: 540 } },
    amplitude: { limits: { extended: 900 } },
    day: { limits: { extended: 720 } },
  },
});

/**
 * A profile that differs from another: for a house agreement, or to switch rules on and off.
 *
 * @throws ProfileError when a rule, level or figure is unknown, or no agreement may set a figure so: the
 * error tells which figure, and what is allowed.
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
      throw new ProfileError({
        code: "unknown-rule",
        params: { rule: id, rules: [...byId.keys()] },
      });
    settings[id] = settingWith(rule, settings[id] ?? settingOf(rule), override);
  }
  return { id: overrides.id ?? base.id, rules: settings };
}

function settingWith(rule: RuleFacts, base: RuleSetting, override: Override): RuleSetting {
  const { on = base.on, level = base.level } = override;
  const setting = { on, level, limits: { ...base.limits, ...override.limits } };
  const figures = Object.entries(setting.limits).map(([name, value]) =>
    figureFault(rule, name, value),
  );
  const fault =
    formFault(rule.id, setting) ??
    figures.find((found) => found !== undefined) ??
    rule.fault(setting.limits);
  if (fault !== undefined) throw new ProfileError(fault);
  return setting;
}

function formFault(rule: RuleId, { on, level }: RuleSetting): ProfileFault | undefined {
  if (typeof on !== "boolean") return { code: "on-not-boolean", params: { rule } };
  if (levels.includes(level)) return undefined;
  return { code: "unknown-level", params: { rule, level, levels } };
}

function figureFault(
  { id: rule, figures }: RuleFacts,
  name: string,
  value: number,
): ProfileFault | undefined {
  const figure = Object.hasOwn(figures, name) ? figures[name] : undefined;
  if (figure === undefined)
    return {
      code: "unknown-figure",
      params: { rule, figure: name, figures: Object.keys(figures) },
    };
  const { min, max, bounds } = figure;
  if (Number.isInteger(value) && value >= min && value <= max) return undefined;
  return { code: "out-of-bounds", params: { rule, figure: name, value, min, max, bounds } };
}
