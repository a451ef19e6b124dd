import type { Position } from "./world.ts";

/** The status of an engagement. An option past its time counts as expired. */
export type Status = "option" | "confirmed" | "declined" | "cancelled";

/** Params of the refusals, by reason. */
export interface RefusalParams {
  /** The mission is cancelled, or a template. */
  closed: { title: string };
  expired: { is_undo: boolean };
  ended: { status: Status };
  never: { status: Status; to: Status };
}

/** Why an engagement cannot take another status. */
export type Refusal<Of extends keyof RefusalParams = keyof RefusalParams> = {
  [One in Of]: { reason: One; params: RefusalParams[One] };
}[Of];

/** The statuses that may follow each status. */
const transitions: Record<Status, readonly Status[]> = {
  option: ["confirmed", "declined", "cancelled"],
  confirmed: ["cancelled"],
  declined: [],
  cancelled: [],
};

/** The statuses that an undo may give, by the present status; cancelled if the event created it. */
const undoings: Record<Status, readonly Status[]> = {
  option: ["confirmed", "declined", "cancelled"],
  confirmed: ["option", "cancelled"],
  declined: ["option"],
  cancelled: ["option", "confirmed"],
};

/** Why an engagement cannot take that status; undefined if it can. */
export function transitionRefusal(status: Status | "expired", to: Status): Refusal | undefined {
  if (status === "expired")
    return to === "confirmed" ? { reason: "expired", params: { is_undo: false } } : undefined;
  return transitions[status].includes(to) ? undefined : { reason: "ended", params: { status } };
}

/** Why an undo cannot give an engagement that status; undefined if it can. */
export function undoRefusal(status: Status | "expired", to: Status): Refusal | undefined {
  if (status === "expired")
    return to === "confirmed" ? { reason: "expired", params: { is_undo: true } } : undefined;
  return undoings[status].includes(to) ? undefined : { reason: "never", params: { status, to } };
}

/** Why nobody can be engaged on a position; undefined if somebody can. */
export function closedRefusal({ is_open, title }: Position): Refusal | undefined {
  return is_open ? undefined : { reason: "closed", params: { title } };
}
