import type { WeekDecision } from "./decision.ts";
import { MINUTE } from "./duration.ts";
import type { Bounded, ProfileFault } from "./faults.ts";
import type { FindingOf } from "./finding.ts";
import type { ParamsOf, RuleId } from "./params.ts";
import type { Roster, Span } from "./roster.ts";
import type { Scope } from "./scope.ts";
import type { Level, Unit } from "./work.ts";

/**
 * How far before and after a time other work can matter to the findings at that time. Callers that load
 * rosters need it: with less work, findings would be missed.
 */
export interface Reach {
  /** For everybody. */
  days: number;
  /** For those who may have worked more than `minutes` within `days`. */
  season: { days: number; minutes: number } | undefined;
  /** For those who may have worked on more than `sundays` Sundays within `days`. */
  year: { days: number; sundays: number } | undefined;
}

/** A measurement. Durations are in milliseconds, but in minutes within `params`. */
export interface Measure<Params> extends Span {
  measured: number;
  allowed: number;
  params: Params;
  works: readonly string[];
  /** An agreement allows it under a condition: a block becomes a warning. */
  eased?: boolean;
}

/** A figure of a rule: its value in the law, and the range that an agreement may set. */
interface Figure extends Bounded {
  figure: number;
}

/** The figures of a rule by name: minutes, minutes after midnight, or counts. */
export type Limits = Record<string, number>;

/** The settings of one rule in a profile. */
export interface RuleSetting {
  on: boolean;
  /** The level of its findings. */
  level: Level;
  /** Its figures by name: minutes, minutes after midnight, or counts. */
  limits: Readonly<Limits>;
}

/** The changed settings of a rule. */
export type Override = {
  readonly [Key in keyof RuleSetting]?: RuleSetting[Key] | undefined;
};

/** Words of a legal text that a rule comes from. */
export interface Quote {
  /** The article of the labour code, as `L3131-1`, or of the convention, as `CCNEAC VI.7`; or a ruling. */
  article: string;
  /** A few words of it in a row, in French. */
  text: string;
  /** The date on which it was read, for a text that no script can read. */
  read_on?: string;
  /** The version of the article on Légifrance: LEGIARTI… or KALIARTI…. Only the catalogue has it. */
  identifier?: string;
}

/** The facts of a rule. */
export interface RuleFacts {
  id: RuleId;
  /** Whom it concerns. */
  to: Scope;
  /** The articles that it comes from. */
  reference: string;
  /** What these say. */
  quotes: readonly Quote[];
  unit: Unit;
  level: Level;
  /**
   * Set if the rule is of public order (ordre public): the article that no agreement departs from, or only
   * within the bounds of the figures. It is always on, at its own level at least.
   */
  publicOrder?: string;
  /** Set if only this convention has the rule: it is off in the profile of the code du travail. */
  convention?: "ccneac";
  figures: Record<string, Figure>;
  /** How far before and after a time it looks. */
  reach: (limits: Limits) => Partial<Reach>;
  /** Why figures contradict each other, though each is within its bounds. */
  fault: (limits: Limits) => ProfileFault | undefined;
}

/** What a rule is checked with. */
export interface FoundWith {
  level: Level;
  limits: Limits;
  /** The decisions of the authority in the profile. */
  decisions?: readonly WeekDecision[] | undefined;
}

/** A rule as profiles and `check` see it. */
export interface Rule<Id extends RuleId> extends RuleFacts {
  id: Id;
  find: (roster: Roster, setting: FoundWith) => FindingOf<Id>[];
}

const sane: Bounded = {
  min: 0,
  max: 366 * 1440,
  bounds: { reason: "duration" },
};

/** A figure that an agreement may set, within bounds. */
export function figure(value: number, bounds: Partial<Figure> = {}): Figure {
  return { ...sane, ...bounds, figure: value };
}

/** A figure that is a time of day, in minutes after midnight; over 1440 it is of the next day. */
export function timeOfDay(value: number, bounds: Partial<Figure> = {}): Figure {
  return { min: 0, max: 2880, bounds: { reason: "time-of-day" }, ...bounds, figure: value };
}

/** The reach of a rule about one call. */
export const itself = (): Partial<Reach> => ({ days: 0 });

/** The reach of a rule about a civil day, or about work without a pause, with the shift between zones. */
export const aDay = (): Partial<Reach> => ({ days: 2 });

/** The reach of a rule about a week, which begins up to 26 h earlier or later in other zones. */
export const aWeek = (): Partial<Reach> => ({ days: 9 });

/** Makes a rule. Its functions look up its figures by name. */
export function rule<const Id extends RuleId, Name extends string>(
  given: Omit<RuleFacts, "id" | "figures" | "fault" | "reach"> & {
    id: Id;
    figures: Record<Name, Figure>;
    reach: (limit: (name: Name) => number) => Partial<Reach>;
    fault?: (limit: (name: Name) => number) => ProfileFault | undefined;
    find: (
      roster: Roster,
      limit: (name: Name) => number,
      decisions: readonly WeekDecision[],
    ) => Measure<ParamsOf[Id]>[];
  },
): Rule<Id> {
  const { figures, fault, find, id, reach, reference, unit } = given;
  const size = unit === "minutes" ? MINUTE : 1;
  const among = (limits: Limits) => (name: Name) => limits[name] ?? figures[name].figure;
  return {
    ...given,
    reach: (limits) => reach(among(limits)),
    fault: (limits) => fault?.(among(limits)),
    find: (roster, { level, limits, decisions = [] }) =>
      find(roster, among(limits), decisions).map(({ eased, params, works, ...measure }) => ({
        level: eased === true && level === "block" ? "warn" : level,
        rule: id,
        params,
        reference,
        measured: measure.measured / size,
        allowed: measure.allowed / size,
        unit,
        period: { start: measure.start, end: measure.end },
        works,
      })),
  };
}
