import type { Calendar } from "@coulisses/client";

type Mission = Calendar["missions"][number];
type Position = Mission["positions"][number];

/** The position for somebody who is placed on a mission, or those between which a planner chooses. */
export type Choice =
  | { readonly position_id: string; readonly ask?: undefined }
  | { readonly position_id?: undefined; readonly ask: readonly Position[] };

/**
 * Chooses the position for somebody: an open one whose skill they have. Without an open one, any position can
 * take an option. A planner chooses where none or several fit.
 *
 * @param skills what they can do, with their levels
 */
export function choosePosition(
  { positions, coverage }: Pick<Mission, "positions" | "coverage">,
  skills: readonly { code: string; level: number }[],
): Choice {
  const free = new Set(
    coverage.positions.flatMap(({ position_id, filled, needed }) =>
      filled < needed ? [position_id] : [],
    ),
  );
  const open = positions.filter(({ id }) => free.has(id));
  const possible = open.length > 0 ? open : positions;
  const levels = new Map(skills.map(({ code, level }) => [code, level]));
  const named = possible.filter(
    ({ skill, min_level }) => skill !== null && (levels.get(skill) ?? 0) >= (min_level ?? 1),
  );
  const fitting = named.length > 0 ? named : possible.filter(({ skill }) => skill === null);
  const ask = fitting.length > 0 ? fitting : possible;
  const [only, another] = ask;
  return only !== undefined && another === undefined ? { position_id: only.id } : { ask };
}
