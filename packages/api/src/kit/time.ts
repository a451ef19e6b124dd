import { z } from "zod";
import { must } from "./must.ts";

const daySpelling = `(?!0000)${z.regexes.date.source.slice(1, -1)}`;

const timeSpelling = String.raw`(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6}0{0,3})?)?`;

const offsetSpelling = String.raw`(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)`;

/** RFC 3339 (5.6) also allows lower case and a space. */
const wallSpelling = `${daySpelling}[Tt ]${timeSpelling}`;

/** A calendar date, `YYYY-MM-DD`, in the years 1 to 9999. */
export const date = z
  .string()
  .regex(new RegExp(`^${daySpelling}$`), must({ issue: "date" }))
  .meta({ format: "date", examples: ["2027-07-14"] })
  .transform((value) => Temporal.PlainDate.from(value));

const wallTimeSpelling = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{0,5}[1-9])?$/;

declare const wallTimeBrand: unique symbol;

/**
 * A wall-clock time in one spelling: `2027-07-14T09:00:00`, always with seconds, with fractions only if
 * not zero. So the order of the texts is the order of the times, and a payload of thousands needs no
 * object for each.
 */
export type WallTime = string & { readonly [wallTimeBrand]: true };

/**
 * A date and time of day, to the microsecond, in the years 1 to 9999. Without offset it is wall-clock
 * time of the organisation's zone. With an offset or `Z` it is an instant; `inZone` converts it.
 *
 * Spellings are those of RFC 3339. The offset and the seconds may be left out, as browsers
 * (`<input type="datetime-local">`) and Java do. The OpenAPI format `date-time` requires both, so the
 * schema has a pattern instead.
 */
export const dateTime = z
  .string()
  .regex(new RegExp(`^${wallSpelling}${offsetSpelling}?$`), must({ issue: "date_time" }))
  .meta({
    description:
      "Wall-clock time of the organisation's zone; with an offset or Z, an instant, read in that zone.",
    examples: ["2027-07-14T09:00:00"],
  })
  .transform((value) => (hasOffset(value) ? Temporal.Instant.from(value) : toWallTime(value)));

const notAnInstant = must({ issue: "instant" });

const hasLostPlus = /:\d{2} \d{2}:\d{2}$/;

const lostPlus = must({ issue: "instant_without_plus" });

/** A point in time, spelled like `dateTime` with its offset or `Z`, in the years 1 to 9999 of UTC. */
export const instant = z
  .string()
  .regex(new RegExp(`^${wallSpelling}${offsetSpelling}$`), {
    error: ({ input }) => (hasLostPlus.test(String(input)) ? lostPlus : notAnInstant),
  })
  .meta({ examples: ["2027-07-14T09:00:00Z"] })
  .transform((value) => Temporal.Instant.from(value))
  .refine((value) => inZone(value, "UTC") !== undefined, must({ issue: "years" }));

/** A point in time in an answer. */
export const answeredInstant = z
  .string()
  .meta({ format: "date-time", examples: ["2027-07-14T07:00:00+00:00"] });

/** The IANA name of a time zone. */
export const timeZone = z
  .string()
  .refine(isTimeZone, must({ issue: "time_zone" }))
  .meta({ examples: ["Europe/Paris"] });

function isTimeZone(value: string): boolean {
  try {
    // Temporal also accepts an offset such as +01:00, which is no named zone.
    return /^[A-Za-z]/.test(value) && new Temporal.ZonedDateTime(0n, value).timeZoneId === value;
  } catch {
    return false;
  }
}

/** A wall-clock time in an answer: always with seconds, with fractions only if not zero. */
export const wallTime = z.string().meta({
  description: "Wall-clock time of the organisation's zone.",
  pattern: wallTimeSpelling.source,
  examples: ["2027-07-14T09:00:00"],
});

/** Converts what `dateTime` read to wall-clock time of `zone`; undefined outside the years 1 to 9999. */
export function inZone(value: WallTime | Temporal.Instant, zone: string): WallTime | undefined {
  if (typeof value === "string") return value;
  return wallTimes.get(`${zone} ${value.epochNanoseconds}`, () => {
    const wall = value.toZonedDateTimeISO(zone).toPlainDateTime();
    return wall.year >= 1 && wall.year <= 9999 ? toWallTime(wall.toString()) : undefined;
  });
}

/**
 * The instants at which a slot of wall-clock time begins and ends in `zone`. If a clock change makes a
 * time ambiguous, the longest slot counts. A repeated time begins the slot at its first occurrence and
 * ends it at its second. A skipped start is moved to the change; a skipped end is moved past the change
 * by the length of the gap.
 */
export function toInstants(
  { start, end }: { start: WallTime; end: WallTime },
  zone: string,
): { starts_at: Temporal.Instant; ends_at: Temporal.Instant } {
  return {
    starts_at: instants.get(`${zone} from ${start}`, () => {
      const wall = Temporal.PlainDateTime.from(start);
      const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
      const isSkipped = !earlier.toPlainDateTime().equals(wall);
      const first = isSkipped ? (earlier.getTimeZoneTransition("next") ?? earlier) : earlier;
      return first.toInstant();
    }),
    ends_at: instants.get(`${zone} to ${end}`, () => {
      const wall = Temporal.PlainDateTime.from(end);
      return wall.toZonedDateTime(zone, { disambiguation: "later" }).toInstant();
    }),
  };
}

/** An instant in an answer, with the zone's offset at that moment: `2026-10-24T22:00:00+02:00`. */
export function withOffsetOf(zone: string, instantText: string): string {
  return zonedTexts.get(`${zone} ${instantText}`, () => {
    const zoned = instantOf(instantText).toZonedDateTimeISO(zone);
    return zoned.toString({ timeZoneName: "never" });
  });
}

/** Parses an instant as the database writes it. */
export function instantOf(instantText: string): Temporal.Instant {
  return instants.get(instantText, () => Temporal.Instant.from(instantText));
}

/**
 * Caches parsed times. Temporal takes microseconds for each, and its objects are work for the garbage
 * collector. One week's calendar has each time often: in a mission, its engagements and their findings.
 */
class Cache<T> {
  readonly #made = new Map<string, T>();

  get(key: string, make: () => T): T {
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    if (this.#made.size >= mostCached) this.#made.clear();
    const made = make();
    this.#made.set(key, made);
    return made;
  }
}

/** Two to three megabytes. */
const mostCached = 10_000;

const instants = new Cache<Temporal.Instant>();

const wallTimes = new Cache<WallTime | undefined>();

const zonedTexts = new Cache<string>();

/** Normalises the spelling of a date and time that is valid. */
function toWallTime(value: string): WallTime {
  if (isWallTime(value)) return value;
  return toWallTime(Temporal.PlainDateTime.from(value).toString());
}

function isWallTime(value: string): value is WallTime {
  return wallTimeSpelling.test(value);
}

function hasOffset(value: string): boolean {
  return /(?:[Zz]|[+-]\d{2}:\d{2})$/.test(value);
}
