import { folded } from "./filters.ts";

/** Something that the command palette finds. */
export interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
}

/** The most entries of one kind. */
const most = 8;

/**
 * The entries that a text finds: all of its words begin a word of the label, in any case and without accents. Those
 * whose label begins with the text are first; a few of each kind.
 */
export function found<One extends Entry>(
  entries: readonly One[],
  { q, unlimited }: { q: string; unlimited: One["kind"] },
): Map<One["kind"], One[]> {
  const wanted = folded(q);
  const words = wanted.split(/\s+/);
  const matching = entries.filter(({ kind, label }) =>
    wanted === ""
      ? kind === unlimited
      : words.every((word) => ` ${spaced(label)}`.includes(` ${word}`)),
  );
  const byKind = Map.groupBy(matching, ({ kind }): One["kind"] => kind);
  for (const [kind, some] of byKind) {
    const isFirst = ({ label }: One) => (spaced(label).startsWith(wanted) ? 0 : 1);
    const sorted = wanted === "" ? some : some.toSorted((a, b) => isFirst(a) - isFirst(b));
    byKind.set(kind, kind === unlimited ? sorted : sorted.slice(0, most));
  }
  return byKind;
}

function spaced(label: string): string {
  return folded(label).replaceAll(/[^\p{L}\p{N}]+/gu, " ");
}
