/**
 * The zone of a venue by its city, as in "London" for Europe/London.
 *
 * @returns undefined if it is the zone of the board, which needs no words
 */
export function otherZone(time_zone: string, ofBoard: string): string | undefined {
  if (time_zone === ofBoard) return undefined;
  return time_zone.split("/").at(-1)?.replaceAll("_", " ");
}
