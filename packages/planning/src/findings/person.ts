import type { Candidate, Place, World } from "../world.ts";
import { type Finding, worstFirst } from "./finding.ts";
import { planFindings } from "./findings.ts";
import { brokenRules, labourFindings } from "./labour.ts";

/** An engagement that is live, on its place. */
interface Placed {
  id: string;
  status: "option" | "confirmed";
  place: Place;
}

/** What is wrong with somebody's engagements, or to be known: worst first, nothing twice. */
export function findingsOfPerson(candidate: Candidate, placed: Placed[], world: World): Finding[] {
  const planned = placed.flatMap(({ id: own, place }) =>
    planFindings({ place, candidate, own }, world).map((found) => ({
      ...found,
      engagements: [own, ...found.engagements],
    })),
  );
  const asked = placed
    .filter(({ status }) => status === "option")
    .flatMap(({ id: own, place }) => labourFindings({ place, candidate, own }, world));
  const confirmed = placed.filter(({ status }) => status === "confirmed");
  return worstFirst(once([...planned, ...asked, ...rulesBroken(candidate, confirmed, world)]));
}

/** Rules are asked once for each convention by which somebody works. */
function rulesBroken({ id, name }: Candidate, confirmed: Placed[], world: World): Finding[] {
  const roster = world.rosters[id];
  if (roster === undefined) return [];
  const byConvention = Map.groupBy(confirmed, ({ place }) => place.convention);
  return [...byConvention].flatMap(([convention, placed]) => {
    const own = new Set(placed.map((one) => one.id));
    const time_zone = placed[0]?.place.time_zone ?? world.time_zone;
    return brokenRules(roster, world, { name, time_zone, convention }).filter(({ engagements }) =>
      engagements.some((one) => own.has(one)),
    );
  });
}

/** A way that is too short is found from both of its ends. */
function once(findings: Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, engagements, params }) => {
    const key = JSON.stringify([rule, params, engagements.toSorted()]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
