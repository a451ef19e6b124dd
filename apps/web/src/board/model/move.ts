/** A mission that is moved in time, and is not dropped yet. Times are milliseconds since 1970. */
export interface Moving {
  readonly mission_id: string;
  readonly version: number;
  /** As it is. */
  readonly start: number;
  readonly end: number;
  /** How much later it would be, in milliseconds; negative for earlier. */
  readonly by: number;
}

/** What a pointer or a key does to the move. */
export type MoveEvent =
  | { type: "lift"; mission: Omit<Moving, "by"> }
  /** The pointer is so many milliseconds to the right of where it took the mission. */
  | { type: "drag"; by: number; snapMinutes: number }
  | { type: "step"; minutes: number }
  /** On the clocks of a zone: 22:00 stays 22:00, also over a clock change. */
  | { type: "stepDays"; days: number; time_zone: string }
  | { type: "end" };

/** The move after an event. It starts with `lift` and ends with `end`, dropped or not. */
export function move(moving: Moving | undefined, event: MoveEvent): Moving | undefined {
  if (event.type === "lift") return { ...event.mission, by: 0 };
  if (moving === undefined || event.type === "end") return undefined;
  const start = startAfter(moving, event);
  return start - moving.start === moving.by ? moving : { ...moving, by: start - moving.start };
}

/** When the mission would start and end; undefined if it stays where it is. */
export function droppedAt({ start, end, by }: Moving): { start: number; end: number } | undefined {
  return by === 0 ? undefined : { start: start + by, end: end + by };
}

function startAfter(
  { start, by }: Moving,
  event: Extract<MoveEvent, { type: "drag" | "step" | "stepDays" }>,
): number {
  if (event.type === "step") return start + by + event.minutes * 60_000;
  if (event.type === "stepDays")
    return Temporal.Instant.fromEpochMilliseconds(start + by)
      .toZonedDateTimeISO(event.time_zone)
      .add({ days: event.days }).epochMilliseconds;
  const step = event.snapMinutes * 60_000;
  // A mission that starts at 8:20 stays there until it is moved by half a step.
  return Math.abs(event.by) < step / 2 ? start : Math.round((start + event.by) / step) * step;
}
