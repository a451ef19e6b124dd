import { createStore, useStored } from "../../../data/store.ts";
import type { RowRef } from "../../model/commands.ts";
import type { Judged } from "../../model/judge.ts";

interface Tints {
  /** By the key of the row. */
  readonly rows: ReadonlyMap<string, Judged>;
  /** What would speak against a drop where the pointer is. */
  readonly drop: Judged | undefined;
}

const none: Tints = { rows: new Map(), drop: undefined };
const tints = createStore(none);

export function keyOf({ grouping, id }: RowRef): string {
  return `${grouping} ${id}`;
}

export function showTints(next: Tints): void {
  tints.set(next);
}

export function forgetTints(): void {
  tints.set(none);
}

/** What would speak against a drop in a row; undefined if nothing is dragged, or not judged yet. */
export function useTint(row: RowRef): Judged | undefined {
  const key = keyOf(row);
  return useStored(tints, ({ rows }) => rows.get(key));
}

/** The same where the pointer is. */
export function useDropTint(): Judged | undefined {
  return useStored(tints, ({ drop }) => drop);
}
