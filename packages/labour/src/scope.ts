import type { DateLike, Employment, Occupation, Person } from "./work.ts";

/** Whom a rule concerns. What is left out does not matter. */
export interface Scope {
  /** Only these occupations. */
  occupations?: readonly Occupation[];
  /** Only who is employed so. */
  employments?: readonly Employment[];
  /** All but who is employed so. */
  except?: readonly Employment[];
  /** Only until the birthday of this age. */
  under?: number;
}

/** A rule that concerns everybody. */
export const everybody: Scope = {};

/** A rule that artists are exempt from: titles XIII to XVII of the CCNEAC have their own. */
export const notArtists: Scope = {
  occupations: ["technician", "front_of_house", "security", "other"],
};

/** A rule on the length of working time: forfait en jours is free of it (L3121-62). */
export const byTheHour: Scope = { except: ["forfait_jours"] };

/**
 * What a rule is to a person: it binds, it only tells since the labour code does not bind them
 * (volunteers, trainees), or it does not concern them.
 */
export type Standing = "bound" | "told" | "free";

/** What decides about the standing. */
type Because = "everybody" | "occupation" | "employment" | "age";

export interface Concern {
  standing: Standing;
  because: Because;
}

const told: ReadonlySet<Employment> = new Set(["volunteer", "trainee"]);

/** How a person is employed; by default by usage contracts (CDD d'usage). */
export function employmentOf({ employment = "cddu" }: Person): Employment {
  return employment;
}

/** Whether somebody may be under an age on a date; without a date, on some day. */
function mayBeUnder(age: number, { birth_date }: Person, on: DateLike | undefined): boolean {
  if (birth_date === undefined || on === undefined) return birth_date !== undefined;
  const birthday = Temporal.PlainDate.from(birth_date).add({ years: age });
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(on), birthday) < 0;
}

/**
 * Whether a rule concerns a person, and why. Senior executives (cadres dirigeants) are free of all rules on
 * working time (L3111-2).
 *
 * @param on - the date for which it is asked; without it, a rule for minors concerns everybody whose date of
 *   birth is known
 */
export function concernOf(
  { occupations, employments, except, under }: Scope,
  person: Person,
  on?: DateLike,
): Concern {
  const employment = employmentOf(person);
  if (employment === "cadre_dirigeant") return { standing: "free", because: "employment" };
  if (under !== undefined && !mayBeUnder(under, person, on))
    return { standing: "free", because: "age" };
  if (occupations?.includes(person.occupation) === false)
    return { standing: "free", because: "occupation" };
  if (employments?.includes(employment) === false || except?.includes(employment) === true)
    return { standing: "free", because: "employment" };
  if (told.has(employment)) return { standing: "told", because: "employment" };
  if (under !== undefined) return { standing: "bound", because: "age" };
  if (occupations !== undefined) return { standing: "bound", because: "occupation" };
  return { standing: "bound", because: employments === undefined ? "everybody" : "employment" };
}
