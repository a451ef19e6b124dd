import { text as shared } from "../../../ui/text.ts";
import type { CurrentOf, Engagement } from "@coulisses/client";
import { dayAndTimes } from "../../../data/times.ts";
import { lawText } from "../../../ui/text.ts";
import { type ComparedField, differencesOf, type Mission } from "../../model/stale.ts";

/** Something as it was wanted and as it is now, in words, as far as they differ. */
export interface Compared {
  readonly name: string;
  /** As it is now. */
  readonly version: number;
  readonly rows: readonly { label: string; mine: string; now: string }[];
}

const text = lawText.stale;

/** Compares a mission as it was wanted, over what was seen of it, with the present one. */
export function compareMissions(wanted: Mission, now: Mission): Compared {
  const rows = differencesOf(wanted, now).map((field) => ({
    label: text[field],
    mine: words[field](wanted),
    now: words[field](now),
  }));
  return { name: now.title, version: now.version, rows };
}

/** Compares an engagement with the state or the person that was wanted. */
export function compareEngagements(
  wanted: { status: Engagement["status"]; artist_id: string; name: string },
  now: Engagement,
): Compared {
  const status = {
    label: text.status,
    mine: lawText.states[wanted.status],
    now: lawText.states[now.status],
  };
  const person = { label: text.person, mine: wanted.name, now: now.artist.name };
  return {
    name: now.artist.name,
    version: now.version,
    rows: [
      ...(wanted.status === now.status ? [] : [status]),
      ...(wanted.artist_id === now.artist_id ? [] : [person]),
    ],
  };
}

/** The present missions that came with the refusal of a change of several. */
export function presentMissions(current: CurrentOf<"stale">): readonly Mission[] {
  return current !== null && "missions" in current ? current.missions : [];
}

/** The present mission or engagement that came with a refusal. */
export function isMission(current: CurrentOf<"stale">): current is Mission & typeof current {
  return current !== null && "positions" in current;
}

export function isEngagement(current: CurrentOf<"stale">): current is Engagement {
  return current !== null && "artist" in current && "decided_at" in current;
}

const words: Record<ComparedField, (mission: Mission) => string> = {
  times: dayAndTimes,
  venue: ({ venue }) => venue.name,
  production: ({ project }) => project?.title ?? text.none,
  positions: ({ positions }) => positions.map(positionText).join(", ") || text.none,
  status: ({ status }) => lawText.states[status],
  name: ({ title }) => title,
  kind: ({ kind }) => shared.kinds[kind],
  notes: ({ notes }) => notes ?? text.none,
};

function positionText({ label, skill_label, skill, count }: Mission["positions"][number]): string {
  return `${label ?? skill_label ?? skill ?? text.anySkill} × ${count}`;
}
