import type { MissionChange, RowRef } from "./commands.ts";
import type { Drag, MissionsDrag } from "./drag.ts";
import { bestJudged } from "./answers.ts";
import { type Judged, judgeMoved, judgePlacement, worstJudged } from "./judge.ts";
import type { Plan } from "./plan.ts";
import { choosePosition } from "./positions.ts";

/** A row, and the missions that have a bar in it. */
export interface JudgedRow extends RowRef {
  readonly missions: readonly string[];
}

/** Judges the rows of the board for what is dragged, and remembers what it judged. */
export interface RowJudge {
  /** What would speak against a drop in a row; undefined if nothing can be dropped there that rules are about. */
  judge: (dragged: Drag, row: JudgedRow) => Judged | undefined;
  /** What would speak against a person on a mission. */
  judgeSeat: (artist_id: string, mission_id: string) => Judged | undefined;
}

/** Makes the judge of a plan. Another plan has another judge. */
export function rowJudgeOf(plan: Plan): RowJudge {
  const known = new Map<string, Judged | undefined>();
  function remember(key: string, judge: () => Judged | undefined): Judged | undefined {
    if (!known.has(key)) known.set(key, judge());
    return known.get(key);
  }
  const seat = (artist_id: string, mission_id: string) =>
    remember(`${artist_id} on ${mission_id}`, () => judgeSeat(plan, artist_id, mission_id));
  const placed = (artist_id: string, position_id: string) =>
    remember(`${artist_id} at ${position_id}`, () =>
      judgePlacement(plan, { artist_id, position_id }),
    );
  const moved = (artist_id: string, changes: readonly MissionChange[]) =>
    remember(`${artist_id} ${textOf(changes)}`, () => judgeMoved(plan, artist_id, changes));

  function judgeMissions(dragged: MissionsDrag, row: JudgedRow): Judged | undefined {
    if (dragged.isCopy) return undefined;
    const { missions, engagement, home, part } = dragged;
    if (row.grouping !== "people") return judgeCrew(changesIn(dragged, row), row);
    if (crewOf(plan, missions).includes(row.id)) return moved(row.id, missions);
    if (missions.length > 1 || part !== "body") return undefined;
    if (engagement !== undefined) return placed(row.id, engagement.position_id);
    return home.grouping === "open" ? seat(row.id, missions[0].mission_id) : undefined;
  }

  /** Of all who are on missions. */
  function judgeCrew(changes: readonly MissionChange[], row: JudgedRow): Judged | undefined {
    const isThere = changes.some(({ mission_id }) => row.missions.includes(mission_id));
    if (!isThere && !changes.some(({ from, to }) => isElsewhere(from, to))) return undefined;
    const crew = crewOf(plan, changes);
    return worstJudged(crew.flatMap((artist_id) => moved(artist_id, changes) ?? []));
  }

  return {
    judgeSeat: seat,
    judge(dragged, row) {
      if (dragged.kind === "missions") return judgeMissions(dragged, row);
      if (dragged.kind !== "person") return undefined;
      const { artist_id } = dragged;
      return bestJudged(row.missions.flatMap((mission_id) => seat(artist_id, mission_id) ?? []));
    },
  };
}

/** Somebody on the position that they would be placed on; undefined if no seat is open. */
function judgeSeat(plan: Plan, artist_id: string, mission_id: string): Judged | undefined {
  const mission = plan.missions.get(mission_id);
  const candidate = plan.world.candidates[artist_id];
  if (mission === undefined || candidate === undefined) return undefined;
  if (mission.coverage.filled >= mission.coverage.needed) return undefined;
  const { position_id, ask = [] } = choosePosition(mission, candidate.skills);
  const possible = position_id === undefined ? ask.map(({ id }) => id) : [position_id];
  return bestJudged(
    possible.flatMap((id) => judgePlacement(plan, { position_id: id, artist_id }) ?? []),
  );
}

/** The missions as they would be if they were dropped in a row of venues or productions. */
function changesIn({ missions, part, home }: MissionsDrag, row: RowRef): readonly MissionChange[] {
  const isReached = missions.length === 1 && part === "body" && row.grouping !== "open";
  const isAlike = home.grouping === row.grouping || home.grouping === "open";
  if (!isReached || !isAlike) return missions;
  const { id } = row;
  const there =
    row.grouping === "venues"
      ? { venue_id: id }
      : row.grouping === "productions" && { project_id: id === "" ? null : id };
  return missions.map((mission) => {
    const { venue_id, project_id } = mission.from;
    return { ...mission, to: { ...mission.to, venue_id, project_id, ...there } };
  });
}

function isElsewhere(from: MissionChange["from"], to: MissionChange["to"]): boolean {
  return from.venue_id !== to.venue_id || from.project_id !== to.project_id;
}

/** Who is on some missions, each once. */
function crewOf({ crews }: Plan, missions: readonly { mission_id: string }[]): string[] {
  const engaged = missions.flatMap(({ mission_id }) => crews.get(mission_id) ?? []);
  return [...new Set(engaged.map(({ artist_id }) => artist_id))];
}

function textOf(changes: readonly MissionChange[]): string {
  return changes.map(({ mission_id, to }) => JSON.stringify([mission_id, to])).join();
}
