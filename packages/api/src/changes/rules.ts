/** How far the audit log was read: the height of each of its chains. */
export type Position = ReadonlyMap<number, number>;

/** The place of an event in the audit log. */
export interface Place {
  chain: number;
  height: number;
}

/** A position as text, which callers send back as it is. */
export function formatPosition(position: Position): string {
  const chains = [...position].toSorted(([a], [b]) => a - b);
  return chains.map((numbers) => numbers.map((one) => one.toString(36)).join(".")).join("-") || "0";
}

/** @returns undefined if the text is no position */
export function parsePosition(text: string): Position | undefined {
  if (text === "0") return new Map();
  const isPosition = /^[\da-z]{1,7}\.[\da-z]{1,10}(?:-[\da-z]{1,7}\.[\da-z]{1,10})*$/.test(text);
  if (!isPosition) return undefined;
  return positionOf(
    text.split("-").map((part) => {
      const [chain = 0, height = 0] = part.split(".").map((digits) => Number.parseInt(digits, 36));
      return { chain, height };
    }),
  );
}

export function positionOf(places: readonly Place[]): Position {
  return new Map(places.map(({ chain, height }) => [chain, height]));
}

/** Tells whether an event was read already. */
export function hasRead(position: Position, { chain, height }: Place): boolean {
  return (position.get(chain) ?? 0) >= height;
}

/** The position after an event was read. */
export function advance(position: Position, { chain, height }: Place): Position {
  return new Map([...position, [chain, height]]);
}

/** Tells whether the audit log has all that was read: not so in a database that was restored since. */
export function isKnown(position: Position, heads: Position): boolean {
  return [...position].every(([chain, height]) => height <= (heads.get(chain) ?? -1));
}
