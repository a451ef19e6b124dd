import { MINUTE } from "./duration.ts";
import type { Bounds, ProfileFault, Range } from "./faults.ts";
import type { FindingOf } from "./finding.ts";
import type { ParamsOf, RuleId } from "./params.ts";
import type { Reach } from "./reach.ts";
import type { Roster, Span } from "./roster.ts";
import type { Level, Unit } from "./work.ts";

/** What was measured. Durations are in milliseconds, but in minutes among the params. */
export interface Measure<Params> extends Span {
  measured: number;
  allowed: number;
  params: Params;
  works: readonly string[];
  /** An agreement allows it, at a price: a block is a warning only. */
  eased?: boolean;
}

/** A figure of a rule: what the law says, and between what an agreement may set it. */
interface Figure extends Range {
  figure: number;
  /** Why not less, or more. */
  bounds: Bounds;
}

/** The figures of a rule by name: minutes, minutes after midnight, or counts. */
export type Limits = Record<string, number>;

/** What is known of a rule without any work. */
export interface RuleFacts {
  id: RuleId;
  /** The articles that it comes from. */
  reference: string;
  unit: Unit;
  level: Level;
  /** Only this convention has it: in the profile of the code du travail it is off. */
  convention?: "ccneac";
  figures: Record<string, Figure>;
  /** How far from a time it looks for what decides about work at that time. */
  reach: (limits: Limits) => Partial<Reach>;
  /** Why figures that are each in their bounds do not go together. */
  fault: (limits: Limits) => ProfileFault | undefined;
}

/** A rule as profiles and `check` see it. */
export interface Rule<Id extends RuleId> extends RuleFacts {
  id: Id;
  find: (roster: Roster, setting: { level: Level; limits: Limits }) => FindingOf<Id>[];
}

const sane: Range & { bounds: Bounds } = {
  min: 0,
  max: 366 * 1440,
  bounds: { reason: "duration" },
};

/** A figure that an agreement may set, within bounds. */
export function figure(value: number, bounds: Partial<Figure> = {}): Figure {
  return { ...sane, ...bounds, figure: value };
}

/** A figure that is a time of day, in minutes after midnight; over 1440 it is of the next day. */
export function timeOfDay(value: number): Figure {
  return { figure: value, min: 0, max: 2880, bounds: { reason: "time-of-day" } };
}

/** The reach of a rule about one call. */
export const itself = (): Partial<Reach> => ({ days: 0 });

/** The reach of a rule about a civil day, or work without a pause: in other zones it is another day. */
export const aDay = (): Partial<Reach> => ({ days: 2 });

/** The reach of a rule about a week, which in other zones begins up to 26 h earlier or later. */
export const aWeek = (): Partial<Reach> => ({ days: 9 });

/** Makes a rule whose functions see its own figures by name. */
export function rule<const Id extends RuleId, Name extends string>(
  given: Omit<RuleFacts, "id" | "figures" | "fault" | "reach"> & {
    id: Id;
    figures: Record<Name, Figure>;
    reach: (limit: (name: Name) => number) => Partial<Reach>;
    fault?: (limit: (name: Name) => number) => ProfileFault | undefined;
    find: (roster: Roster, limit: (name: Name) => number) => Measure<ParamsOf[Id]>[];
  },
): Rule<Id> {
  const { figures, fault, find, id, reach, reference, unit } = given;
  const size = unit === "minutes" ? MINUTE : 1;
  const among = (limits: Limits) => (name: Name) => limits[name] ?? figures[name].figure;
  return {
    ...given,
    reach: (limits) => reach(among(limits)),
    fault: (limits) => fault?.(among(limits)),
    find: (roster, { level, limits }) =>
      find(roster, among(limits)).map(({ eased, params, works, ...measure }) => ({
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
