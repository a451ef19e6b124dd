/** The weeks of a month, Monday first, with the days of the months before and after it. */
export function weeksOf(month: Temporal.PlainYearMonth): Temporal.PlainDate[][] {
  const first = month.toPlainDate({ day: 1 });
  const monday = first.subtract({ days: first.dayOfWeek - 1 });
  const weeks = Math.ceil((first.dayOfWeek - 1 + month.daysInMonth) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => monday.add({ days: week * 7 + day })),
  );
}

/** Days that are selected: from where the selection began to where it is now. */
export interface DaysSelected {
  readonly anchor: Temporal.PlainDate;
  readonly focus: Temporal.PlainDate;
}

/** The first and the last day of a selection. */
export function rangeOf({ anchor, focus }: DaysSelected) {
  const isForward = Temporal.PlainDate.compare(anchor, focus) <= 0;
  return isForward ? { first: anchor, last: focus } : { first: focus, last: anchor };
}

/** Whether a day is selected. */
export function isSelected(days: DaysSelected, date: Temporal.PlainDate): boolean {
  const { first, last } = rangeOf(days);
  return (
    Temporal.PlainDate.compare(first, date) <= 0 && Temporal.PlainDate.compare(date, last) <= 0
  );
}

const steps: Readonly<Record<string, Temporal.DurationLike>> = {
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
  ArrowUp: { weeks: -1 },
  ArrowDown: { weeks: 1 },
  PageUp: { months: -1 },
  PageDown: { months: 1 },
};

/** The selection after a key: with `isExtending` it grows from where it began. Undefined for other keys. */
export function daysAfter(
  key: string,
  { anchor, focus }: DaysSelected,
  isExtending: boolean,
): DaysSelected | undefined {
  const step = steps[key];
  if (step === undefined) return undefined;
  const next = focus.add(step);
  return { anchor: isExtending ? anchor : next, focus: next };
}
