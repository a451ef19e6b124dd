import type { Roster, Span } from "./roster.ts";
import type { Level, Unit } from "./work.ts";

/** What a rule found. Durations are in milliseconds. */
export interface Measure extends Span {
  measured: number;
  allowed: number;
  /** What was measured and what is allowed, in a sentence. */
  message: string;
  works: readonly string[];
  /** An agreement allows it, at a price: a block is a warning only. */
  eased?: boolean;
}

/** A figure of a rule: what the law says, and between what an agreement may set it. */
interface Figure {
  figure: number;
  min: number;
  max: number;
  /** Why not less, or more. */
  bounds: string;
}

/** The figures of a rule by name: minutes, minutes after midnight, or counts. */
export type Limits = Record<string, number>;

/** A rule as profiles and `check` see it. */
export interface Rule<Id extends string = string> {
  id: Id;
  /** The articles that it comes from. */
  reference: string;
  /** What it asks for, in a few words. */
  title: string;
  unit: Unit;
  level: Level;
  /** Only this convention has it: in the profile of the code du travail it is off. */
  convention?: "ccneac";
  figures: Record<string, Figure>;
  /** Why figures that are each in their bounds do not go together. */
  fault?: (limits: Limits) => string | undefined;
  find: (roster: Roster, limits: Limits) => Measure[];
}

const sane = { min: 0, max: 366 * 1440, bounds: "a duration is from 0 minutes to a year" };

/** A figure that an agreement may set, within bounds. */
export function figure(value: number, bounds: Partial<Figure> = {}): Figure {
  return { ...sane, ...bounds, figure: value };
}

/** A figure that is a time of day, in minutes after midnight; over 1440 it is of the next day. */
export function timeOfDay(value: number): Figure {
  return { figure: value, min: 0, max: 2880, bounds: "a time is in minutes after midnight" };
}

/** Makes a rule whose function sees its own figures by name. */
export function rule<const Id extends string, Name extends string>(
  given: Omit<Rule<Id>, "figures" | "fault" | "find"> & {
    figures: Record<Name, Figure>;
    fault?: (limit: (name: Name) => number) => string | undefined;
    find: (roster: Roster, limit: (name: Name) => number) => Measure[];
  },
): Rule<Id> {
  const { figures, fault, find } = given;
  const among = (limits: Limits) => (name: Name) => limits[name] ?? figures[name].figure;
  return {
    ...given,
    fault: (limits) => fault?.(among(limits)),
    find: (roster, limits) => find(roster, among(limits)),
  };
}
