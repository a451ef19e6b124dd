import type { Candidate, Position, World } from "../world.ts";
import { type Finding, worstFirst } from "./finding.ts";
import { planFindings } from "./all.ts";
import { brokenRules, labourFindings } from "./labour.ts";

/** A live engagement and its position. */
interface OnPosition {
  id: string;
  status: "option" | "confirmed";
  position: Position;
}

/** The findings on all engagements of a person: worst first, each once. */
export function findingsOfPerson(
  candidate: Candidate,
  live: OnPosition[],
  world: World,
): Finding[] {
  const planned = live.flatMap(({ id: engagement_id, position }) =>
    planFindings({ position, candidate, engagement_id }, world).map((found) => ({
      ...found,
      engagements: [engagement_id, ...found.engagements],
    })),
  );
  const asked = live
    .filter(({ status }) => status === "option")
    .flatMap(({ id: engagement_id, position }) =>
      labourFindings({ position, candidate, engagement_id }, world),
    );
  const confirmed = live.filter(({ status }) => status === "confirmed");
  return worstFirst(once([...planned, ...asked, ...rulesBroken(candidate, confirmed, world)]));
}

/** Checks the confirmed work once for each convention that applies to it. */
function rulesBroken({ id, name }: Candidate, confirmed: OnPosition[], world: World): Finding[] {
  const roster = world.rosters[id];
  if (roster === undefined) return [];
  const byConvention = Map.groupBy(confirmed, ({ position }) => position.convention);
  return [...byConvention].flatMap(([convention, live]) => {
    const ids = new Set(live.map((one) => one.id));
    const time_zone = live[0]?.position.time_zone ?? world.time_zone;
    return brokenRules(roster, world, { name, time_zone, convention }).filter(({ engagements }) =>
      engagements.some((one) => ids.has(one)),
    );
  });
}

/** Too little time to travel is found from both missions. */
function once(findings: Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, engagements, params }) => {
    const key = JSON.stringify([rule, params, engagements.toSorted()]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
