import { text as shared } from "../../../ui/text.ts";
import type { AuditEvent } from "@coulisses/client";
import { dayAndTimes, times } from "../../../data/times.ts";
import type { Field, Line, MissionThen } from "../../model/history.ts";
import { text } from "./text.ts";

/** One thing that an event did, in words. */
export interface LineWords {
  what: string;
  before?: string;
  after?: string;
}

/** What an event did, in words. */
export function lineWords(line: Line): LineWords {
  if (line.kind === "mission") return { what: text.history[line.did] };
  if (line.kind === "erased") return { what: text.history.erased };
  if (line.kind === "field") {
    const { field, before, after } = line;
    return { what: text.fields[field], before: words(field, before), after: words(field, after) };
  }
  const { name, before, after, reason } = line;
  const status = text.history.status[after];
  return {
    what: name,
    ...(before !== undefined && { before: text.history.status[before] }),
    after: reason === undefined ? status : `${status} (${reasonWords(reason)})`,
  };
}

/** A reason in words: one that the server gave itself in the language of the page. */
export function reasonWords(reason: string): string {
  const own: Readonly<Record<string, string>> = text.history.reasons;
  return own[reason] ?? reason;
}

/** Who caused an event. */
export function actorOf({ actor }: AuditEvent): string {
  return actor.name ?? text.history[actor.kind];
}

function words(field: Field, mission: MissionThen): string {
  return wordsOf[field](mission) ?? text.history.nothing;
}

const wordsOf: Record<Field, (mission: MissionThen) => string | undefined> = {
  title: ({ title }) => title,
  kind: ({ kind }) => kind && shared.kinds[kind],
  times: ({ starts_at, ends_at, time_zone }) =>
    starts_at && ends_at && time_zone && dayAndTimes({ starts_at, ends_at, time_zone }),
  venue: ({ venue }) => venue?.name,
  project: ({ project }) => project?.title,
  positions: ({ positions = [] }) =>
    listed(
      positions.map(({ label, skill_label, skill, count }) => {
        const name = label ?? skill_label ?? skill ?? text.positions.anySkill;
        return count === 1 ? name : `${name} ×${count}`;
      }),
    ),
  breaks: ({ breaks = [], time_zone = "UTC" }) =>
    listed(breaks.map((one) => times({ ...one, time_zone }))),
  notes: ({ notes }) => notes ?? undefined,
  status: ({ status }) => status && text.statuses[status],
};

function listed(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : names.join(", ");
}
