import { decidable, decisionFault, type WeekDecision } from "./decision.ts";
import type { ProfileFault } from "./faults.ts";
import { nearestSetting } from "./nearest.ts";
import type { RuleId } from "./params.ts";
import type { Override, RuleFacts, RuleSetting } from "./rule.ts";
import { rules } from "./rules.ts";
import { refusalOf } from "./sentences.ts";

/**
 * The rules that are checked, with their levels and figures. `codeDuTravail` and `ccneac` are built in;
 * `profileWith` makes others.
 */
export interface Profile {
  id: string;
  /** A rule that is missing here is off. */
  rules: Readonly<Partial<Record<RuleId, RuleSetting>>>;
  /** Decisions of the authority on the week, which `week` allows. */
  decisions?: readonly WeekDecision[] | undefined;
}

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
  decisions?: readonly WeekDecision[] | undefined;
}

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
 * @throws ProfileError when a rule, level or figure is unknown, or no agreement may set it so: the error
 * tells what is allowed, and the article.
 * @example
 * const house = profileWith(ccneac, {
 *   id: "house",
 *   rules: {
 *     sundays: { on: false },
 *     day: { limits: { maximum: 660 } },
 *   },
 * });
 */
export function profileWith(base: Profile, overrides: ProfileOverrides): Profile {
  const { profile, faults } = nearestProfile(base, overrides);
  const [fault] = faults;
  if (fault !== undefined) throw new ProfileError(fault);
  return profile;
}

/**
 * The same, of settings that were stored while other ones were allowed: instead of an error, the nearest
 * profile that is allowed, and what is wrong with the settings.
 */
export function nearestProfile(
  base: Profile,
  overrides: ProfileOverrides,
): { profile: Profile; faults: readonly ProfileFault[] } {
  const settings: Record<string, RuleSetting> = { ...base.rules };
  const faults: ProfileFault[] = [];
  for (const [id, override] of Object.entries(overrides.rules ?? {})) {
    const rule = byId.get(id);
    if (rule === undefined)
      faults.push({ code: "unknown-rule", params: { rule: id, rules: [...byId.keys()] } });
    else {
      const near = nearestSetting(rule, settings[id] ?? settingOf(rule), override);
      settings[id] = near.setting;
      faults.push(...near.faults);
    }
  }
  const { decisions = base.decisions } = overrides;
  faults.push(...(decisions ?? []).flatMap((decision) => decisionFault(decision) ?? []));
  const allowed = decisions?.map((decision) => {
    const maximum = Math.min(decision.maximum, decidable.max);
    return { ...decision, maximum };
  });
  return {
    profile: {
      id: overrides.id ?? base.id,
      rules: settings,
      ...(allowed === undefined ? {} : { decisions: allowed }),
    },
    faults,
  };
}
