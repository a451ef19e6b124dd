import { useQueries } from "@tanstack/react-query";
import { server } from "./server.ts";

/** What an organisation needs to plan, in this order. */
export const firstSteps = ["venue", "production", "people", "mission"] as const;

export type FirstStep = (typeof firstSteps)[number];

const one = { limit: 1 };

interface Beginning {
  /** The first of the steps that nobody has done yet. */
  step: FirstStep;
  /** Whether nobody has done any of them. */
  isEmpty: boolean;
}

/** Where an organisation begins; undefined once there is a mission, or until it is known. */
export function useBeginning(): Beginning | undefined {
  const [venue, production, people, mission] = useQueries({
    queries: [
      server.venues.list.queryOptions(one),
      server.projects.list.queryOptions(one),
      server.artists.list.queryOptions(one),
      server.missions.list.queryOptions(one),
    ],
  });
  const counts = [venue, production, people, mission].map(({ data }) => data?.items.length);
  if (counts.includes(undefined) || counts[3] !== 0) return undefined;
  const step = firstSteps[counts.indexOf(0)];
  return step && { step, isEmpty: counts.every((count) => count === 0) };
}
