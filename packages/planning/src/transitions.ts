import type { Position } from "./world.ts";

/** What an engagement is. An option whose time is over counts as expired. */
export type Status = "option" | "confirmed" | "declined" | "cancelled";

/** What the sentence of a refusal needs, by reason. */
export interface RefusalParams {
  /** The mission is cancelled, or a template. */
  closed: { title: string };
  expired: { is_undo: boolean };
  ended: { status: Status };
  never: { status: Status; to: Status };
}

/** Why an engagement does not become what is asked. */
export type Refusal<Of extends keyof RefusalParams = keyof RefusalParams> = {
  [One in Of]: { reason: One; params: RefusalParams[One] };
}[Of];

/** What may become of an engagement, by what it is. */
const transitions: Record<Status, readonly Status[]> = {
  option: ["confirmed", "declined", "cancelled"],
  confirmed: ["cancelled"],
  declined: [],
  cancelled: [],
};

/** What an undo makes of an engagement, by what it is: what it was before, or cancelled if it was not. */
const undoings: Record<Status, readonly Status[]> = {
  option: ["confirmed", "declined", "cancelled"],
  confirmed: ["option", "cancelled"],
  declined: ["option"],
  cancelled: ["option", "confirmed"],
};

/** Why an engagement does not become that; undefined if it may. */
export function transitionRefusal(status: Status | "expired", to: Status): Refusal | undefined {
  if (status === "expired")
    return to === "confirmed" ? { reason: "expired", params: { is_undo: false } } : undefined;
  return transitions[status].includes(to) ? undefined : { reason: "ended", params: { status } };
}

/** Why no undo makes that of an engagement; undefined if one may. */
export function undoRefusal(status: Status | "expired", to: Status): Refusal | undefined {
  if (status === "expired")
    return to === "confirmed" ? { reason: "expired", params: { is_undo: true } } : undefined;
  return undoings[status].includes(to) ? undefined : { reason: "never", params: { status, to } };
}

/** Why nobody is engaged for a position; undefined if somebody may be. */
export function closedRefusal({ is_open, title }: Position): Refusal | undefined {
  return is_open ? undefined : { reason: "closed", params: { title } };
}
