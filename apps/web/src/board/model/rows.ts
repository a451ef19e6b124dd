import type { Calendar, Engagement, Finding } from "@coulisses/client";
import { lanesOf, type Span } from "./lanes.ts";

type Mission = Calendar["missions"][number];
type Person = Calendar["people"][number];

/** What the rows of the board are. */
export const groupings = ["people", "venues", "productions", "skills"] as const;
export type Grouping = (typeof groupings)[number];

/** What is drawn in a row: somebody's engagement, a mission, or other work whose details are not disclosed. */
export type Bar = Span & { readonly key: string; readonly lane: number } & (
    | { readonly kind: "engagement"; readonly engagement: Engagement; readonly mission: Mission }
    | { readonly kind: "mission"; readonly mission: Mission }
    | { readonly kind: "busy"; readonly work: Person["busy"][number]["kind"] }
  );

/** One row of the board. */
export interface Row {
  readonly id: string;
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly lanes: number;
  /** Of a person: what is wrong or should be known. */
  readonly findings: readonly Finding[];
}

/** The rows of a calendar, in the order in which they are shown. */
export function rowsOf(calendar: Calendar, grouping: Grouping): Row[] {
  if (grouping === "people") return peopleRows(calendar);
  const rows = new Map<string, { id: string; label: string; missions: Mission[] }>();
  for (const mission of calendar.missions)
    for (const { id, label } of headsOf[grouping](mission)) {
      const row = rows.get(id) ?? { id, label, missions: [] };
      row.missions.push(mission);
      rows.set(id, row);
    }
  return [...rows.values()]
    .toSorted((a, b) => a.label.localeCompare(b.label))
    .map(({ id, label, missions }) => rowOf({ id, label }, missions.map(missionBar)));
}

/** The missions that need more people, and what they need: the lane on top of the board. */
export function openSeats({ missions }: Calendar): Row {
  const open = missions.filter(({ coverage }) => coverage.filled < coverage.needed);
  return rowOf({ id: "open", label: "" }, open.map(missionBar));
}

interface Head {
  id: string;
  label: string;
}

/** The rows that a mission is in. A mission without production or skill is in the row without name. */
const headsOf: Record<Exclude<Grouping, "people">, (mission: Mission) => Head[]> = {
  venues: ({ venue }) => [{ id: venue.id, label: venue.name }],
  productions: ({ project }) => [
    project === null ? { id: "", label: "" } : { id: project.id, label: project.title },
  ],
  skills: ({ positions }) => {
    const skills = new Map(
      positions.map(({ skill, skill_label }) => [skill ?? "", skill_label ?? skill ?? ""]),
    );
    return [...skills].map(([id, label]) => ({ id, label }));
  },
};

function peopleRows({ people, engagements, missions }: Calendar): Row[] {
  const missionById = new Map(missions.map((mission) => [mission.id, mission]));
  const byArtist = Map.groupBy(engagements, ({ artist_id }) => artist_id);
  return people.map(({ artist_id, name, busy, findings }) => {
    const engaged = (byArtist.get(artist_id) ?? []).flatMap((engagement) => {
      const mission = missionById.get(engagement.mission_id);
      return mission === undefined ? [] : [engagementBar(engagement, mission)];
    });
    return rowOf({ id: artist_id, label: name }, [...engaged, ...busy.map(busyBar)], findings);
  });
}

type Unplaced<One = Bar> = One extends Bar ? Omit<One, "lane"> : never;

function rowOf(head: Head, bars: Unplaced[], findings: readonly Finding[] = []): Row {
  const { lanes, count } = lanesOf(bars);
  return {
    ...head,
    bars: bars.map((bar, index) => ({ ...bar, lane: lanes[index] ?? 0 })),
    lanes: Math.max(1, count),
    findings,
  };
}

function missionBar(mission: Mission): Unplaced {
  return { kind: "mission", key: mission.id, mission, ...spanOf(mission) };
}

function engagementBar(engagement: Engagement, mission: Mission): Unplaced {
  return { kind: "engagement", key: engagement.id, engagement, mission, ...spanOf(mission) };
}

function busyBar({ kind, ...times }: Person["busy"][number]): Unplaced {
  return { kind: "busy", key: `${kind} ${times.starts_at}`, work: kind, ...spanOf(times) };
}

function spanOf({ starts_at, ends_at }: { starts_at: string; ends_at: string }): Span {
  return { start: millisecondsOf(starts_at), end: millisecondsOf(ends_at) };
}

function millisecondsOf(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}
