import { planFindings } from "./plan.rules.ts";
import { brokenRules, labourFindings, worstFirst } from "./engagements.rules.ts";
import type { Engagement } from "./engagements.schema.ts";
import type { Finding } from "./findings.schema.ts";
import type { Candidate, Place, World } from "./world.ts";
import type { Issue } from "../kit/wire.ts";
import { busyOf } from "./outside-work.rules.ts";
import {
  type Calendar,
  type CalendarPerson,
  type CalendarQuery,
  mostDays,
  type Shown,
} from "./calendar.schema.ts";

/** What is wrong with the time that a calendar is asked for. */
export function spanIssues({ from, to }: Pick<CalendarQuery, "from" | "to">): Issue[] {
  if (Temporal.Instant.compare(from, to) >= 0)
    return [{ path: ["to"], message: "Must be after from" }];
  return from.until(to).total("hours") > mostDays * 24
    ? [{ path: ["to"], message: `Must be at most ${mostDays} days after from` }]
    : [];
}

/** A calendar of what was read for it. */
export function calendarOf(
  { missions, engagements }: Pick<Shown, "missions" | "engagements">,
  people: CalendarPerson[],
): Calendar {
  return {
    missions: missions.map(({ mission, coverage: { mission_id: _id, ...coverage } }) => ({
      ...mission,
      coverage,
    })),
    engagements,
    people,
  };
}

/** A person as a calendar shows them, with what is wrong with their engagements among those shown. */
export function personIn(
  candidate: Candidate,
  engagements: Engagement[],
  { world, asked }: Pick<Shown, "world" | "asked">,
): CalendarPerson {
  const { id: artist_id, name, availabilities, planned } = candidate;
  const outside = world.rosters.get(artist_id)?.outside ?? [];
  const busy = [
    ...busyOf(outside, asked, world.time_zone).periods.map(
      (period) => ({ kind: "outside", ...period }) as const,
    ),
    ...busyOf(planned, asked, world.time_zone).periods.map(
      (period) => ({ kind: "planning", ...period }) as const,
    ),
  ];
  return {
    artist_id,
    name,
    availabilities,
    busy: busy.toSorted((a, b) => Temporal.Instant.compare(a.starts_at, b.starts_at)),
    findings: findingsOfPerson(candidate, engagements, world),
  };
}

/** What is wrong with somebody's engagements, or to be known: worst first, nothing twice. */
function findingsOfPerson(candidate: Candidate, shown: Engagement[], world: World): Finding[] {
  const placed = shown.flatMap((engagement) => {
    const place = world.places.get(engagement.position_id);
    return place === undefined ? [] : [{ engagement, place }];
  });
  const planned = placed.flatMap(({ engagement: { id: own }, place }) =>
    planFindings({ place, candidate, own }, world).map((found) => aboutToo(found, own)),
  );
  const asked = placed
    .filter(({ engagement }) => engagement.status === "option")
    .flatMap(({ engagement: { id: own }, place }) =>
      labourFindings({ place, candidate, own }, world),
    );
  const confirmed = placed.filter(({ engagement }) => engagement.status === "confirmed");
  return worstFirst(once([...planned, ...asked, ...rulesBroken(candidate, confirmed, world)]));
}

function aboutToo(found: Finding, own: string): Finding {
  return { ...found, engagements: [own, ...found.engagements] };
}

/** Rules are asked once for each convention by which somebody works. */
function rulesBroken(
  { id, name }: Candidate,
  confirmed: { engagement: Engagement; place: Place }[],
  world: World,
): Finding[] {
  const roster = world.rosters.get(id);
  if (roster === undefined) return [];
  const byConvention = Map.groupBy(confirmed, ({ place }) => place.convention);
  return [...byConvention].flatMap(([convention, placed]) => {
    const own = new Set(placed.map(({ engagement }) => engagement.id));
    const zone = placed[0]?.place.time_zone ?? world.time_zone;
    return brokenRules(roster, world, { name, time_zone: zone, convention }).filter(
      ({ engagements }) => engagements.some((one) => own.has(one)),
    );
  });
}

/** A way that is too short is found from both of its ends. */
function once(findings: Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, engagements, message }) => {
    const key = [rule, message, ...engagements.toSorted()].join(" ");
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
