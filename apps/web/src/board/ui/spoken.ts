import { text } from "../text.ts";
import { instantName, times } from "../../data/times.ts";
import { expiryOf } from "../model/expiry.ts";
import type { Bar } from "../model/rows.ts";

type EngagementBar = Extract<Bar, { kind: "engagement" }>;

interface Beside {
  /** How many people are to be told of it. */
  toTell: number;
  /** Whose clocks its times are on, if those are not the board's. */
  zone: string | undefined;
}

/** A bar in words: what, where, when and how sure, and how many people are to be told of it. */
export function spoken(bar: Exclude<Bar, { kind: "busy" }>, { toTell, zone }: Beside): string {
  const { mission } = bar;
  const state =
    bar.kind === "mission"
      ? text.board.filled(mission.coverage)
      : bar.engagement.status === "option"
        ? text.board.option(bar.engagement)
        : text.board.confirmed;
  const expiry = bar.kind === "engagement" ? [expiryIn(bar)].flatMap((said) => said ?? []) : [];
  const draft = mission.status === "draft" ? [text.board.draft] : [];
  const wrong = bar.level === undefined ? [] : [text.level[bar.level]];
  return [
    mission.title,
    mission.venue.name,
    times(mission),
    ...(zone === undefined ? [] : [text.board.inZone({ zone })]),
    state,
    ...expiry,
    ...draft,
    ...(toTell > 0 ? [text.board.toTell({ count: toTell })] : []),
    ...wrong,
  ].join(", ");
}

/** When an option expires or did; undefined if it never does. */
function expiryIn({ engagement, mission }: EngagementBar): string | undefined {
  const expiry = expiryOf(engagement, Temporal.Now.instant().epochMilliseconds);
  if (expiry === undefined || engagement.expires_at === null) return undefined;
  const say = expiry.state === "expired" ? text.keys.expired : text.keys.expires;
  return say({ when: instantName(engagement.expires_at, mission) });
}
