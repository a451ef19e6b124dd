import type { Call, Convention, LabourSettings, Roster } from "./labour.schema.ts";

/** A position, with what of its mission and venue decides about who can take it. */
export interface Place extends Omit<Call, "published_at" | "changed_at" | "cachets"> {
  /** The production's own; null takes the organisation's. */
  convention: Convention | null;
  skill: string | null;
  min_level: number | null;
  count: number;
  taken: number;
  /** Whether there is anything to engage somebody for: not in a template, nor when it is cancelled. */
  is_open: boolean;
}

export interface Candidate {
  id: string;
  name: string;
  skills: { code: string; level: number; expires_on: string | null }[];
  /** Those around the time in question, in wall-clock time of the organisation's zone. */
  availabilities: { start: string; end: string }[];
  /** The slots around the time in question that plannings assign to them, by start, each once. */
  planned: { starts_at: Temporal.Instant; ends_at: Temporal.Instant }[];
}

/** Whether somebody could take a position. */
export interface Question {
  place: Place;
  candidate: Candidate;
  /** The engagement itself, where it is there already. */
  own?: string | undefined;
}

type PlaceAndTime = Pick<Place, "mission_id" | "venue_id" | "venue" | "starts_at" | "ends_at">;

/** Where somebody is, or may be, at a time. */
export interface Engaged extends PlaceAndTime {
  id: string;
  artist_id: string;
  status: "option" | "confirmed";
  title: string;
}

/** A mission as it would be. */
export type Move = PlaceAndTime & Pick<Place, "time_zone" | "breaks">;

/** All that decides about some engagements. */
export interface World {
  places: Map<string, Place>;
  candidates: Map<string, Candidate>;
  /** By artist: live options and confirmed engagements, around the times in question. */
  engaged: Map<string, Engaged[]>;
  /** By artist: the confirmed work of as long as working-time rules can ask for. */
  rosters: Map<string, Roster>;
  labour: LabourSettings;
  /** Minutes from one venue to another; undefined where nobody said. */
  travel: (from: string, to: string) => number | undefined;
  /** The organisation's, in which availabilities are read. */
  time_zone: string;
}
