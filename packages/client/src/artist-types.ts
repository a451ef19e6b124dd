import type { Inputs, Outputs } from "./contract.ts";

/**
 * An artist or a technician, and when they are available. `id` is a UUID in lower case, `name` has 1
 * to 255 characters, `availabilities` are ordered by start, then end.
 */
export type Artist = Outputs["artists"]["get"];

/**
 * A slot in which an artist can be engaged (disponibilité), from `start` to `end`: wall-clock times
 * of the organisation's zone, such as `2027-07-14T09:00:00`, with fractions of a second only where
 * they are not zero.
 *
 * An input may have an offset or `Z`; the answer is wall-clock time all the same.
 */
export type Availability = Artist["availabilities"][number];

/**
 * A new artist. The server makes the `id` if it is left out or null. `availabilities` may be left out,
 * and a slot that is given twice is kept once.
 */
export type ArtistCreate = Inputs["artists"]["create"];

/** The new name and availabilities of an artist. They replace the old ones: what is left out is removed. */
export type ArtistUpdate = Inputs["artists"]["replace"];

/**
 * Which artists to list: those with `q` in their name (case and accents are ignored), at most `limit`
 * (1 to 1000; default 1000), after `cursor`.
 */
export type ArtistList = NonNullable<Inputs["artists"]["list"]>;

/** Artists by name, then id. `next_cursor` is the `cursor` of the next page, or null on the last one. */
export type ArtistPage = Outputs["artists"]["list"];

/** All availabilities of an artist. They replace the old ones. An artist may set their own. */
export type AvailabilitiesUpdate = Inputs["artists"]["setAvailabilities"];

/**
 * All personal data of one artist (RGPD, articles 15 and 20): the artist, their engagements, how they
 * sign in, and every change of these, oldest first.
 */
export type ArtistExport = Outputs["artists"]["export"];

/** Contact, occupation and skills of an artist: all that is known besides name and availabilities. */
export type Profile = Outputs["profiles"]["get"];

/** Fields of a profile to change; those left out stay, and null clears. */
export type ProfileUpdate = Inputs["profiles"]["update"];

/** What people can do (compétence), or are allowed to do (habilitation). */
export type Skill = Outputs["skills"]["get"];

/** A new skill. */
export type SkillCreate = Inputs["skills"]["create"];

/** Fields of a skill to change; those left out stay. */
export type SkillUpdate = Inputs["skills"]["update"];

/** Work of an artist for another employer. */
export type OutsideWork = Outputs["outsideWork"]["get"];

/** New outside work. Times without offset are read in the organisation's zone. */
export type OutsideWorkCreate = Inputs["outsideWork"]["create"];

/** Fields of outside work to change; those left out stay, and null clears. */
export type OutsideWorkUpdate = Inputs["outsideWork"]["update"];

/** Outside work by start. `next_cursor` is the `cursor` of the next page, or null on the last one. */
export type OutsideWorkPage = Outputs["outsideWork"]["list"];

/** When an artist works for others, in any organisation; details are not disclosed. */
export type Busy = Outputs["outsideWork"]["busy"];

/** Who is engaged, and when, for the event of one day, `event_date`: `2027-07-14`. */
export type Planning = Outputs["plannings"]["get"];

/** The slot in which a planning engages an artist. */
export type Assignment = Planning["assignments"][number];

/**
 * A new planning. Each artist gets the earliest of the availabilities sent that starts on `event_date`.
 * New artists are created; a known artist with another name is renamed.
 */
export type PlanningCreate = Inputs["plannings"]["create"];

/**
 * Which plannings to list: those with an event date from `from` to `to`, both included, that name the
 * artist `artist_id`; at most `limit` (1 to 1000; default 1000), after `cursor`.
 */
export type PlanningList = NonNullable<Inputs["plannings"]["list"]>;

/** Plannings, newest first. `next_cursor` is the `cursor` of the next page, or null on the last one. */
export type PlanningPage = Outputs["plannings"]["list"];
