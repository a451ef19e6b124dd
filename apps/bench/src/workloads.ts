import type { PlanningBody, Season } from "./season.ts";

export const planningSizes = [1, 10, 100, 500] as const;

/** The requests to every contender, for each kind of door. */
export type Operation =
  | { kind: "artist"; artist_id: string }
  | { kind: "artists"; limit: number }
  | { kind: "plannings"; limit: number }
  | { kind: "create"; planning: PlanningBody };

export const workloadNames = [
  "one-artist",
  "artists-page",
  "plannings-page",
  ...planningSizes.map((size) => `planning-${size}` as const),
] as const;

export type WorkloadName = (typeof workloadNames)[number];

export interface Workload {
  name: WorkloadName;
  title: string;
  /** Asked in turn; each connection begins at another place. */
  operations: Operation[];
}

export function isWorkloadName(name: string): name is WorkloadName {
  return workloadNames.some((known) => known === name);
}

export function workloadsOf(season: Season): Workload[] {
  return [
    {
      name: "one-artist",
      title: "One artist",
      operations: season.artists.map(({ id }) => ({ kind: "artist", artist_id: id })),
    },
    {
      name: "artists-page",
      title: "A page of 100 artists",
      operations: [{ kind: "artists", limit: 100 }],
    },
    {
      name: "plannings-page",
      title: "A page of 100 plannings",
      operations: [{ kind: "plannings", limit: 100 }],
    },
    ...planningSizes.map((size) => creating(season, size)),
  ];
}

/**
 * As many plannings as there are disjoint groups of artists, 50 at most: two plannings
 * with one artist in common wait for each other, and waiting is not what is measured.
 */
function creating({ artists, event_date }: Season, size: (typeof planningSizes)[number]): Workload {
  const groups = Math.min(50, Math.floor(artists.length / size));
  return {
    name: `planning-${size}`,
    title: `Creating a planning of ${size} ${size === 1 ? "artist" : "artists"}`,
    operations: Array.from({ length: groups }, (_, group) => ({
      kind: "create",
      planning: { event_date, artists: artists.slice(group * size, (group + 1) * size) },
    })),
  };
}
