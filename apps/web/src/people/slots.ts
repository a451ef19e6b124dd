/** A time in which somebody is available, on the clocks of the organisation: `2027-07-14T09:00:00`. */
export interface Slot {
  readonly start: string;
  readonly end: string;
}

/**
 * Slots with some times added. A slot that touches an added one becomes one with it: a mission over midnight has to be
 * within one slot.
 */
export function offered(slots: readonly Slot[], added: readonly Slot[]): Slot[] {
  return added.reduce<Slot[]>((all, slot) => withSlot(all, slot), [...slots]);
}

function withSlot(slots: readonly Slot[], added: Slot): Slot[] {
  const touches = ({ start, end }: Slot) => start <= added.end && added.start <= end;
  const merged = slots.filter(touches).reduce(
    ({ start, end }, slot) => ({
      start: slot.start < start ? slot.start : start,
      end: slot.end > end ? slot.end : end,
    }),
    added,
  );
  return inOrder([...slots.filter((slot) => !touches(slot)), merged]);
}

/** Slots with some times taken out of them. */
export function withdrawn(slots: readonly Slot[], taken: readonly Slot[]): Slot[] {
  return taken.reduce<Slot[]>((all, slot) => inOrder(all.flatMap(without(slot))), [...slots]);
}

function without(taken: Slot): (slot: Slot) => Slot[] {
  return ({ start, end }) =>
    [
      { start, end: end < taken.start ? end : taken.start },
      { start: start > taken.end ? start : taken.end, end },
    ].filter((part) => part.start < part.end);
}

function inOrder(slots: readonly Slot[]): Slot[] {
  return slots.toSorted((a, b) => compare(a.start, b.start) || compare(a.end, b.end));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The hours of a day that are meant: on the clock, `HH:MM`. An end that is not later is on the next day. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

/** From midnight to midnight. */
export const wholeDay: Hours = { from: "00:00", to: "00:00" };

/** The hours of each of some days, from the first to the last, as slots. Whole days are one slot. */
export function slotsOf(
  { first, last }: { first: Temporal.PlainDate; last: Temporal.PlainDate },
  { from, to }: Hours,
): Slot[] {
  const slots: Slot[] = [];
  for (
    let date = first;
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  ) {
    const end = to > from ? date : date.add({ days: 1 });
    slots.push({ start: `${date.toString()}T${from}:00`, end: `${end.toString()}T${to}:00` });
  }
  return from === to ? offered([], slots) : slots;
}

/** The parts of slots on a day, in minutes on the clock from midnight. */
export function partsOn(slots: readonly Slot[], date: Temporal.PlainDate) {
  const day = {
    start: `${date.toString()}T00:00:00`,
    end: `${date.add({ days: 1 }).toString()}T00:00:00`,
  };
  return slots
    .filter(({ start, end }) => start < day.end && day.start < end)
    .map(({ start, end }) => ({
      from: start <= day.start ? 0 : minuteOf(start),
      to: end >= day.end ? minutesPerDay : minuteOf(end),
    }));
}

/** On the clock, also where clocks change. */
export const minutesPerDay = 24 * 60;

function minuteOf(time: string): number {
  const { hour, minute } = Temporal.PlainTime.from(time);
  return hour * 60 + minute;
}
