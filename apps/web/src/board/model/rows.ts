import type { Calendar, Engagement } from "@coulisses/client";
import { findingsById, type Level, shownLevel, worstOf } from "./findings.ts";
import { lanesOf, type Span } from "./lanes.ts";
import type { Availability } from "./unavailable.ts";

type Mission = Calendar["missions"][number];
type Person = Calendar["people"][number];

/** What the rows of the board are. */
export const groupings = ["people", "venues", "productions", "skills"] as const;
export type Grouping = (typeof groupings)[number];

/** What is drawn in a row: an engagement, a mission, or other work whose details are not disclosed. */
export type Bar = Span & { readonly key: string; readonly lane: number } & (
    | (OnMission & { readonly kind: "engagement"; readonly engagement: Engagement })
    | (OnMission & { readonly kind: "mission" })
    | { readonly kind: "busy"; readonly work: Person["busy"][number]["kind"] }
  );

interface OnMission {
  readonly mission: Mission;
  /** Of the worst finding on it. */
  readonly level: Level | undefined;
}

type Unplaced<One = Bar> = One extends Bar ? Omit<One, "lane"> : never;
type MissionBar = Extract<Unplaced, { kind: "mission" }>;
type EngagementBar = Extract<Unplaced, { kind: "engagement" }>;

/** One row of the board. */
export interface Row {
  readonly id: string;
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly lanes: number;
  /** Of a person; undefined in other rows. */
  readonly availabilities?: readonly Availability[];
  /** Of a venue; undefined in other rows. */
  readonly time_zone?: string;
}

/** The rows of a calendar, in the order in which they are shown. */
export function rowsOf(calendar: Calendar, grouping: Grouping): Row[] {
  if (grouping === "people") return peopleRows(calendar);
  const rows = new Map<string, Head & { bars: MissionBar[] }>();
  for (const bar of missionBars(calendar))
    for (const head of headsOf[grouping](bar.mission)) {
      const row = rows.get(head.id) ?? { ...head, bars: [] };
      row.bars.push(bar);
      rows.set(head.id, row);
    }
  return [...rows.values()].toSorted((a, b) => a.label.localeCompare(b.label)).map(rowOf);
}

/** The missions that need more people: the row on top of the board. */
export function openSeats(calendar: Calendar): Row {
  return rowOf({ id: "open", label: "", bars: missionBars(calendar).filter(isOpen) });
}

function isOpen({ mission: { coverage } }: MissionBar): boolean {
  return coverage.filled < coverage.needed;
}

interface Head {
  id: string;
  label: string;
  availabilities?: readonly Availability[];
  time_zone?: string;
}

/** The rows that a mission is in. A mission without production or skill is in the row without name. */
const headsOf: Record<Exclude<Grouping, "people">, (mission: Mission) => Head[]> = {
  venues: ({ venue: { id, name, time_zone } }) => [{ id, label: name, time_zone }],
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

function peopleRows(calendar: Calendar): Row[] {
  const byArtist = Map.groupBy(engagementBars(calendar), ({ engagement }) => engagement.artist_id);
  return calendar.people.map(({ artist_id, name, availabilities, busy }) =>
    rowOf({
      id: artist_id,
      label: name,
      availabilities,
      bars: [...(byArtist.get(artist_id) ?? []), ...busy.map(busyBar)],
    }),
  );
}

function rowOf({ bars, ...head }: Head & { bars: Unplaced[] }): Row {
  const { lanes, count } = lanesOf(bars);
  return {
    ...head,
    bars: bars.map((bar, index) => ({ ...bar, lane: lanes[index] ?? 0 })),
    lanes: Math.max(1, count),
  };
}

function engagementBars(calendar: Calendar): EngagementBar[] {
  const { missions, levels } = knownOf(calendar);
  return calendar.engagements.flatMap((engagement) => {
    const mission = missions.get(engagement.mission_id);
    if (mission === undefined) return [];
    const { id: key } = engagement;
    return [{ kind: "engagement", ...mission, key, engagement, level: levels.get(key) }];
  });
}

function missionBars(calendar: Calendar): MissionBar[] {
  const { missions } = knownOf(calendar);
  return [...missions].map(([key, mission]) => ({ kind: "mission", ...mission, key }));
}

/** What bars need to know of a calendar. */
interface Known {
  /** By id, with the worst level of its engagements. */
  missions: ReadonlyMap<string, OnMission & Span>;
  /** Of engagements, by id. */
  levels: ReadonlyMap<string, Level>;
}

/** Made once for each calendar: its rows and its open seats need the same. */
const known = new WeakMap<Calendar, Known>();

function knownOf(calendar: Calendar): Known {
  const made = known.get(calendar) ?? know(calendar);
  known.set(calendar, made);
  return made;
}

function know(calendar: Calendar): Known {
  const levels = new Map<string, Level>();
  for (const [id, found] of findingsById(calendar)) {
    const level = worstOf(found.map((finding) => ({ level: shownLevel(finding) })));
    if (level !== undefined) levels.set(id, level);
  }
  const judged = calendar.engagements.flatMap(({ id, mission_id }) => {
    const level = levels.get(id);
    return level === undefined ? [] : [{ mission_id, level }];
  });
  const byMission = Map.groupBy(judged, ({ mission_id }) => mission_id);
  const missions = calendar.missions.map((mission) => {
    const level = worstOf(byMission.get(mission.id) ?? []);
    return [mission.id, { mission, level, ...spanOf(mission) }] as const;
  });
  return { missions: new Map(missions), levels };
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
