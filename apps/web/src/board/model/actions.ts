import { type Grouping, groupings } from "./rows.ts";
import type { View, Zoom } from "./view.ts";

/** What decides which actions are offered. */
export interface Situation {
  /** Whether a mission has the focus, or is selected. */
  readonly hasMission: boolean;
  /** Whether somebody on it is on option. */
  readonly hasOptions: boolean;
  /** Whether it needs more people. */
  readonly hasOpenSeats: boolean;
  readonly isFiltered: boolean;
  readonly layout: NonNullable<View["layout"]> | "board";
  readonly rows: Grouping;
  /** Whether the reader may change the plan. */
  readonly canPlan: boolean;
}

type Group = "mission" | "arrows" | "time" | "show" | "help";

interface Definition {
  readonly group: Group;
  /** The keys, as in `mod+k`; `mod` is Ctrl, or Cmd on a Mac. */
  readonly keys?: string;
  readonly isOffered?: (situation: Situation) => boolean;
}

const onMission = ({ hasMission }: Situation) => hasMission;
const onPlan = ({ hasMission, canPlan }: Situation) => hasMission && canPlan;
const onBoard = ({ layout }: Situation) => layout === "board";
const onBar = (at: Situation) => onPlan(at) && onBoard(at);

/** All that can be done on the board: what the palette, the menus and the sheet of keys show, and keys do. */
export const actions = {
  open: { group: "mission", keys: "Enter", isOffered: onMission },
  moveTo: { group: "mission", isOffered: onPlan },
  resize: { group: "mission", isOffered: onPlan },
  copyTo: { group: "mission", isOffered: onPlan },
  place: { group: "mission", isOffered: (at) => onPlan(at) && at.hasOpenSeats },
  confirm: { group: "mission", isOffered: (at) => onPlan(at) && at.hasOptions },
  cancel: { group: "mission", keys: "Delete", isOffered: onPlan },
  menu: { group: "mission", keys: "shift+F10", isOffered: onMission },
  create: { group: "mission", keys: "n", isOffered: ({ canPlan }) => canPlan },
  move: { group: "arrows", keys: "m", isOffered: onBar },
  resizeEnd: { group: "arrows", keys: "r", isOffered: onBar },
  resizeStart: { group: "arrows", keys: "shift+r", isOffered: onBar },
  copy: { group: "arrows", keys: "c", isOffered: onBar },
  seat: {
    group: "arrows",
    keys: "p",
    isOffered: (at) => at.canPlan && onBoard(at) && at.rows === "people",
  },
  today: { group: "time", keys: "t" },
  earlier: { group: "time", keys: "[" },
  later: { group: "time", keys: "]" },
  day: { group: "time", keys: "1" },
  week: { group: "time", keys: "2" },
  fortnight: { group: "time", keys: "3" },
  month: { group: "time", keys: "4" },
  people: { group: "show", isOffered: onBoard },
  venues: { group: "show", isOffered: onBoard },
  productions: { group: "show", isOffered: onBoard },
  skills: { group: "show", isOffered: onBoard },
  list: { group: "show", keys: "l", isOffered: onBoard },
  board: { group: "show", keys: "l", isOffered: ({ layout }) => layout === "list" },
  search: { group: "show", keys: "/", isOffered: onBoard },
  filter: { group: "show", keys: "f" },
  unfilled: { group: "show" },
  findings: { group: "show" },
  clear: { group: "show", isOffered: ({ isFiltered }) => isFiltered },
  print: { group: "show", keys: "mod+p" },
  palette: { group: "help", keys: "mod+k" },
  keys: { group: "help", keys: "?" },
  undo: { group: "help", keys: "mod+z", isOffered: ({ canPlan }) => canPlan },
  redo: { group: "help", keys: "mod+shift+z", isOffered: ({ canPlan }) => canPlan },
} as const satisfies Record<string, Definition>;

export type ActionId = keyof typeof actions;

const definitions: Readonly<Record<ActionId, Definition>> = actions;

/** In the order in which they are shown. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of an object literal
export const actionIds = Object.keys(actions) as ActionId[];

/** The actions of a group. */
export function actionsOf(group: Group): ActionId[] {
  return actionIds.filter((id) => definitions[id].group === group);
}

export const groups = [
  "mission",
  "arrows",
  "time",
  "show",
  "help",
] as const satisfies readonly Group[];

/** The keys of an action as they are written down; undefined if it has none. */
export function keysOf(id: ActionId): string | undefined {
  return definitions[id].keys;
}

export function isOffered(id: ActionId, situation: Situation): boolean {
  return definitions[id].isOffered?.(situation) ?? true;
}

/** What of a key press decides which action it is. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The action that a key press starts; undefined if it starts none now. */
export function actionFor(press: Press, situation: Situation): ActionId | undefined {
  return actionIds.find((id) => {
    const keys = definitions[id].keys;
    return keys !== undefined && matches(press, keys) && isOffered(id, situation);
  });
}

/** The actions that lift something for the arrow keys: the board has their keys, for what is in its focus. */
const lifts = ["move", "resizeEnd", "resizeStart", "copy", "seat"] as const;

export type LiftId = (typeof lifts)[number];

/** What a key press lifts; undefined if nothing. */
export function liftFor(press: Press): LiftId | undefined {
  return lifts.find((id) => matches(press, actions[id].keys));
}

/**
 * Signs are compared as they come out, because another keyboard needs Shift or AltGr for them; digits by the place
 * of their key, because French keyboards have them with Shift only.
 */
function matches(press: Press, keys: string): boolean {
  const parts = keys.split("+");
  const key = parts.at(-1) ?? "";
  // AltGr is Ctrl and Alt on some systems.
  const isMod = (press.ctrlKey || press.metaKey) && !press.altKey;
  if (isMod !== parts.includes("mod")) return false;
  if (/^\d$/.test(key)) return !press.altKey && press.code === `Digit${key}`;
  const isSign = key.length === 1 && !/[a-z]/.test(key);
  if (!isSign && (press.altKey || press.shiftKey !== parts.includes("shift"))) return false;
  return press.key.toLowerCase() === key.toLowerCase();
}

/** What the view becomes by an action that is about the view alone; undefined for other actions. */
export function viewAfter(id: ActionId, view: View): View | undefined {
  const { from: _from, ...present } = view;
  const zoom = zooms.find((one) => one === id);
  if (zoom !== undefined) return { ...view, zoom };
  const rows = groupings.find((one) => one === id);
  if (rows !== undefined) return { ...view, rows };
  if (id === "today") return present;
  return undefined;
}

const zooms: readonly Zoom[] = ["day", "week", "fortnight", "month"];
