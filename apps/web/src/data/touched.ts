import type { ChangedSignal } from "@coulisses/client";

/** A query of the page: the procedure that it calls, and with which input. */
export interface Asked {
  noun: string;
  procedure: string;
  input: { mission_id?: unknown; artist_id?: unknown };
}

const plan = ["calendar", "missions", "engagements", "labour", "publications"];

/** The nouns whose queries may show a thing of another noun. */
const shownBy = new Map<string, readonly string[]>([
  ["mission", plan],
  ["engagement", plan],
  ["outside_work", [...plan, "outsideWork"]],
  ["artist", [...plan, "artists", "profiles"]],
  ["planning", [...plan, "artists", "plannings"]],
  ["project", [...plan, "projects"]],
  ["venue", [...plan, "venues", "travel"]],
  ["travel_time", [...plan, "travel"]],
  ["skill", [...plan, "skills", "profiles"]],
  ["key", ["keys"]],
  ["member", ["members", "me"]],
  ["invitation", ["members"]],
]);

/** Queries about one mission or one person, which no change of others touches. */
const aboutOne = new Set(["missions.get", "missions.history", "artists.get", "profiles.get"]);

/** Tells whether one of the changes may have changed the answer to a query. */
export function isTouched(changes: readonly ChangedSignal[], asked: Asked): boolean {
  return changes.some((change) => touches(change, asked));
}

function touches(change: ChangedSignal, { noun, procedure, input }: Asked): boolean {
  if (noun === "audit") return true;
  const nouns = shownBy.get(change.noun);
  // Whatever shows something of another noun, such as the organisation's settings, is loaded anew.
  if (nouns !== undefined && !nouns.includes(noun)) return false;
  if (change.is_partial || !aboutOne.has(`${noun}.${procedure}`)) return true;
  if (change.noun === "mission" || change.noun === "engagement")
    return typeof input.mission_id !== "string" || change.missions.includes(input.mission_id);
  if (change.noun === "artist" && typeof input.artist_id === "string")
    return change.artists.includes(input.artist_id);
  return true;
}

/** Reads the key of a query of tRPC; undefined for other queries. */
export function askedBy(key: readonly unknown[]): Asked | undefined {
  const [path, options] = key;
  if (!Array.isArray(path)) return undefined;
  const [noun, procedure] = path.map(String);
  if (noun === undefined) return undefined;
  const { input }: { input?: unknown } = Object(options);
  return { noun, procedure: procedure ?? "", input: Object(input) };
}
