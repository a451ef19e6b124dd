import { useMemo } from "react";
import { useCandidatesOf } from "../../../data/candidates-of.ts";
import type { Drag } from "../../model/drag.ts";
import { bestJudged, judgedOf } from "../../model/answers.ts";
import type { Judged } from "../../model/judge.ts";
import type { Ground } from "../gestures/ground.ts";
import { useDrag } from "../drag-store.ts";

/** The verdicts of the server on everybody for the seat that is dragged onto people, as far as it has answered. */
export function useAnswers({ open }: Pick<Ground, "open">): ReadonlyMap<string, Judged> {
  const held = useDrag(seatOf);
  const positions = useMemo(() => {
    if (held === "") return [];
    const [mission_id = "", position_id] = held.split(" ");
    if (position_id !== undefined) return [{ mission_id, position_id }];
    const bar = open.bars.find((one) => one.kind !== "busy" && one.mission.id === mission_id);
    if (bar === undefined || bar.kind === "busy") return [];
    return bar.mission.coverage.positions
      .filter(({ filled, needed }) => filled < needed)
      .map((position) => ({ mission_id, position_id: position.position_id }));
  }, [held, open]);
  const candidates = useCandidatesOf(positions);
  return useMemo(() => {
    const byPerson = Map.groupBy(candidates, ({ artist_id }) => artist_id);
    const judged = [...byPerson].flatMap(([artist_id, all]) => {
      const best = bestJudged(all.map(judgedOf));
      return best === undefined ? [] : [[artist_id, best] as const];
    });
    return new Map(judged);
  }, [candidates]);
}

/** The ids of the mission and the position that are dragged; the mission alone for one of its open seats. */
function seatOf(dragged: Drag | undefined): string {
  if (dragged?.kind !== "missions" || dragged.isCopy || dragged.part !== "body") return "";
  const [{ mission_id }, another] = dragged.missions;
  if (another !== undefined) return "";
  if (dragged.engagement !== undefined) return `${mission_id} ${dragged.engagement.position_id}`;
  return dragged.home.grouping === "open" ? mission_id : "";
}
