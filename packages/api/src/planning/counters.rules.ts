import { counters, isAbsence, type Person, type Work } from "@coulisses/labour";
import { isMeasurable, type Roster, workOf } from "@coulisses/planning";
import type { Counters, CountersQuery } from "./labour.schema.ts";
import type { Declared } from "./outside-work.schema.ts";

/** From here on, every zone is within years that the database can read. */
const earliest = Temporal.PlainDate.from("0002-01-01");

/** Some years before a date, as instants. */
export function yearsBefore(
  date: Temporal.PlainDate,
  { zone, years }: { zone: string; years: number },
): { from: string; to: string } {
  const before = date.subtract({ years });
  const first = Temporal.PlainDate.compare(before, earliest) < 0 ? earliest : before;
  const [from, to] = [first, date].map((day) => day.toZonedDateTime(zone).toInstant().toString());
  return { from: String(from), to: String(to) };
}

interface Known {
  roster: Roster;
  declared: readonly Declared[];
  zone: string;
}

interface Asked extends Pick<CountersQuery, "count_to" | "since"> {
  asOf: Temporal.PlainDate;
}

/** A person's hours and cachets over the 12 months before a date, or before the end of the last contract. */
export function countersOf(
  known: Known,
  { asOf, count_to, since }: Asked,
): Omit<Counters, "artist_id"> {
  const work = declaredWork(known);
  const { person } = known.roster;
  const until = count_to === "until" ? asOf : afterLastContract(work, { person, asOf });
  const counted = counters(work, person, { asOf: until, since });
  const last = counted.last_contract_on?.toString() ?? null;
  return {
    ...counted,
    from: counted.from.toString(),
    until: counted.until.toString(),
    last_contract_on: last,
  };
}

/** The day after the end of the last contract; the date itself without any in the 12 months before it. */
function afterLastContract(
  work: readonly Work[],
  { person, asOf }: { person: Person; asOf: Temporal.PlainDate },
): Temporal.PlainDate {
  return counters(work, person, asOf).last_contract_on?.add({ days: 1 }) ?? asOf;
}

/** A person's work, with what is declared of that for others, and absences. */
function declaredWork({ roster, declared, zone }: Known): Work[] {
  const keys = employerKeys(declared);
  const byId = new Map(declared.map((one) => [one.id, one]));
  const work = workOf(roster, zone).map((one): Work => {
    const known = byId.get(one.id);
    if (known === undefined) return one;
    const { cachets, annexe, category } = known;
    const employer_key = keys.get(known.id);
    return {
      ...one,
      cachets: cachets ?? undefined,
      annexe: annexe ?? undefined,
      category,
      employer_key,
    };
  });
  const absences = declared.map((one) => absenceOf(one, zone)).filter(isAbsence);
  return [...work, ...absences.filter(isMeasurable)];
}

/** An entry as counters read an absence: rules see none, so it is not among a person's work. */
function absenceOf({ id, starts_at, ends_at, category }: Declared, zone: string): Work {
  return {
    id,
    starts_at: Temporal.Instant.from(starts_at),
    ends_at: Temporal.Instant.from(ends_at),
    time_zone: zone,
    kind: "autre",
    employer: "outside",
    category,
  };
}

function nameOf({ employer }: Declared): string {
  return (employer ?? "").trim().toLowerCase();
}

function sirenOf({ siret }: Declared): string | undefined {
  return siret?.slice(0, 9);
}

/**
 * What tells the employers of some entries apart: the SIREN, which all workplaces of an employer share in their
 * SIRET; else the name, or the SIREN that goes with it in another entry.
 */
function employerKeys(declared: readonly Declared[]): Map<string, string> {
  const sirens = new Map(
    declared.map((one) => [nameOf(one), sirenOf(one)] as const).filter(([, siren]) => siren),
  );
  sirens.delete("");
  return new Map(
    declared.map((one) => [one.id, sirenOf(one) ?? sirens.get(nameOf(one)) ?? nameOf(one)]),
  );
}
