import type { CallerKind } from "./roles.ts";

/** What a stream of changes tells. It has ids and nouns only: who may see a thing reads it. */
export type Signal =
  /** The first one: the stream follows from here on, and missed nothing. */
  | { type: "ready" }
  /** Too much was missed: everything has to be loaded anew. */
  | { type: "reload" }
  | ChangedSignal
  /** Who has the board open, whenever that changes. */
  | { type: "present"; people: Present[] };

/** A committed change, as its event in the audit log tells it. */
export interface ChangedSignal {
  type: "changed";
  event_id: string;
  /** The kind of thing that changed, and its id: `mission`. */
  noun: string;
  noun_id: string;
  /** Who changed it: `id` is that of a user or a key, or null. */
  by: { kind: CallerKind; id: string | null };
  /** The things that changed, or that it was about. */
  missions: string[];
  engagements: string[];
  artists: string[];
  /** Whether ids are left out, because the change is about too many things. */
  is_partial: boolean;
}

/** Somebody who has the board open in a browser. */
export interface Present {
  /** The page that they have open, which chose this id for itself. */
  page_id: string;
  /** The id of the user or the key; null with `AUTH=open`. */
  id: string | null;
  /** Null with `AUTH=open`. */
  name: string | null;
  /** What they have selected. */
  mission_id: string | null;
}
