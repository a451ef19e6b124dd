/** A cell of a matrix, by its place. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

const steps: Readonly<Record<string, Place>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  Enter: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** Where a key leads from a cell, over those that are no cells. It stays where there is none further. */
export function placeAfter(key: string, at: Place, isCell: (place: Place) => boolean | undefined) {
  const step = steps[key];
  if (step === undefined) return undefined;
  let next = { row: at.row + step.row, column: at.column + step.column };
  while (isCell(next) === false)
    next = { row: next.row + step.row, column: next.column + step.column };
  return isCell(next) === undefined ? at : next;
}
