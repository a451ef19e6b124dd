/** The travel times that are set, in minutes, by `keyOf`. */
export type Ways = ReadonlyMap<string, number>;

/** A direction between two venues. */
export interface Way {
  readonly from: string;
  readonly to: string;
}

/** Sets a direction to some minutes; null removes its time. */
export interface WayChange extends Way {
  readonly minutes: number | null;
}

/** The key of a direction in `Ways`. */
export function keyOf({ from, to }: Way): string {
  return `${from} ${to}`;
}

/** The other direction. */
export function backOf({ from, to }: Way): Way {
  return { from: to, to: from };
}

/** How long a direction takes: its own time, or else that of the way back. Undefined if neither is set. */
export function minutesOf(ways: Ways, way: Way): number | undefined {
  return ways.get(keyOf(way)) ?? ways.get(keyOf(backOf(way)));
}

/** Whether the two directions take different times. */
export function isUneven(ways: Ways, way: Way): boolean {
  return minutesOf(ways, way) !== minutesOf(ways, backOf(way));
}

/**
 * What to change so that a direction takes some minutes, or is without a time. The way back takes the same, unless
 * the two differ already or `isOneWay`: then the way back stays.
 */
export function changesFor(
  ways: Ways,
  { minutes, ...way }: WayChange,
  { isOneWay }: { isOneWay: boolean },
): WayChange[] {
  const back = backOf(way);
  const [own, ofBack] = [ways.get(keyOf(way)), ways.get(keyOf(back))];
  const isAlone = isOneWay && minutes !== null;
  const changed = !isAlone && own === undefined && ofBack !== undefined ? back : way;
  if ((ways.get(keyOf(changed)) ?? null) === minutes) return [];
  const kept = isAlone && own !== undefined && ofBack === undefined;
  return [...(kept ? [{ ...back, minutes: own }] : []), { ...changed, minutes }];
}

/** The travel times after some changes. */
export function withChanges(ways: Ways, changes: readonly WayChange[]): Ways {
  const after = new Map(ways);
  for (const { minutes, ...way } of changes) {
    if (minutes === null) after.delete(keyOf(way));
    else after.set(keyOf(way), minutes);
  }
  return after;
}
