import type { AuditEvent, Engagement, Mission } from "@coulisses/client";

type Change = AuditEvent["changes"][number];

/** What planners see change of a mission. */
const fields = [
  "title",
  "kind",
  "times",
  "venue",
  "project",
  "positions",
  "breaks",
  "notes",
  "status",
] as const;
export type Field = (typeof fields)[number];

/** A mission as it was recorded. Older records may lack some of it. */
export type MissionThen = Partial<Mission>;

type Status = Engagement["status"];

/** One thing that an event did. */
export type Line =
  | { readonly kind: "mission"; readonly did: "created" | "deleted" }
  | {
      readonly kind: "field";
      readonly field: Field;
      readonly before: MissionThen;
      readonly after: MissionThen;
    }
  | {
      readonly kind: "person";
      readonly name: string;
      readonly before: Status | undefined;
      readonly after: Status;
      readonly reason: string | undefined;
    }
  /** The person was anonymised since. */
  | { readonly kind: "erased" };

/** An event of a mission's history. */
export interface Entry {
  readonly event: AuditEvent;
  readonly lines: readonly Line[];
  /** Whether it undid another event. */
  readonly isUndo: boolean;
  /** Whether all that it changed is as it left it: later changes of it were undone. */
  readonly isUndoable: boolean;
}

/** The events of a mission with what they did, newest first. */
export function entriesOf(events: readonly AuditEvent[]): Entry[] {
  const present = new Map<string, string>();
  return events.map((event) => {
    const changes = event.changes.filter(isEffective);
    const isErased = event.changes.some(({ erased }) => erased);
    for (const change of changes)
      if (!present.has(idOf(change))) present.set(idOf(change), contentOf(change));
    const isAsLeft = changes.every((change) => present.get(idOf(change)) === contentOf(change));
    const isUndoable = changes.length > 0 && !isErased && isAsLeft;
    const isUndo = event.procedure.endsWith(".undo");
    return { event, lines: event.changes.flatMap(linesOf), isUndo, isUndoable };
  });
}

function isEffective({ before, after }: Change): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}

function idOf({ before, after }: Change): string {
  return String((after ?? before)?.["id"]);
}

/** What the server compares before an undo. An engagement has its times from its mission, and its rank from others. */
function contentOf({ after, artist_id }: Change): string {
  const others = { starts_at: undefined, ends_at: undefined, rank: undefined, artist: undefined };
  return JSON.stringify({ ...after, ...(artist_id !== null && others), version: undefined });
}

function linesOf(change: Change): Line[] {
  if (change.erased) return [{ kind: "erased" }];
  return change.artist_id === null ? missionLines(change) : personLines(change);
}

function missionLines(change: Change): Line[] {
  // oxlint-disable typescript/no-unsafe-type-assertion -- a change without artist records missions, as the server answers them
  const before = change.before as MissionThen | null;
  const after = change.after as MissionThen | null;
  // oxlint-enable typescript/no-unsafe-type-assertion
  if (before === null) return [{ kind: "mission", did: "created" }];
  if (after === null) return [{ kind: "mission", did: "deleted" }];
  return fields
    .filter((field) => shownOf[field](before) !== shownOf[field](after))
    .map((field) => ({ kind: "field", field, before, after }));
}

/** What is compared to tell whether a field has changed. */
const shownOf: Record<Field, (mission: MissionThen) => string | undefined> = {
  title: ({ title }) => title,
  kind: ({ kind }) => kind,
  times: ({ starts_at, ends_at }) => `${starts_at} ${ends_at}`,
  venue: ({ venue_id }) => venue_id,
  project: ({ project_id }) => project_id ?? "",
  positions: ({ positions }) => JSON.stringify(positions),
  breaks: ({ breaks }) => JSON.stringify(breaks),
  notes: ({ notes }) => notes ?? "",
  status: ({ status }) => status,
};

/** An engagement that only moved with its mission is no line of its own. */
function personLines(change: Change): Line[] {
  // oxlint-disable typescript/no-unsafe-type-assertion -- a change with an artist records engagements, as the server answers them
  const before = change.before as Partial<Engagement> | null;
  const after = change.after as Partial<Engagement> | null;
  // oxlint-enable typescript/no-unsafe-type-assertion
  if (after?.status === undefined || after.status === before?.status) return [];
  const { artist, status, reason } = after;
  const name = artist?.name ?? "";
  return [
    { kind: "person", name, before: before?.status, after: status, reason: reason ?? undefined },
  ];
}
