import { text } from "../text.ts";
import { instantName, times } from "../../data/times.ts";
import type { Bar } from "../model/rows.ts";

/** A bar in words: what, where, when and how sure, and how many people are to be told of it. */
export function spoken(bar: Exclude<Bar, { kind: "busy" }>, toTell: number): string {
  const { mission } = bar;
  const state =
    bar.kind === "mission"
      ? text.board.filled(mission.coverage)
      : bar.engagement.status === "option"
        ? text.board.option(bar.engagement)
        : text.board.confirmed;
  const expiry =
    bar.kind === "engagement" && bar.engagement.status === "option" && bar.engagement.expires_at
      ? [text.keys.expires({ when: instantName(bar.engagement.expires_at, mission) })]
      : [];
  const draft = mission.status === "draft" ? [text.board.draft] : [];
  const wrong = bar.level === undefined ? [] : [text.level[bar.level]];
  return [
    mission.title,
    mission.venue.name,
    times(mission),
    state,
    ...expiry,
    ...draft,
    ...(toTell > 0 ? [text.board.toTell({ count: toTell })] : []),
    ...wrong,
  ].join(", ");
}
