import type { inferRouterError, inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "./router.ts";

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

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
 * What is sent may carry an offset or `Z` instead; it comes back as wall-clock time.
 */
export type Availability = Artist["availabilities"][number];

/**
 * A new artist. The server makes the `id` when it is left out; no `availabilities` are none. The
 * same slot twice is one.
 */
export type ArtistCreate = Inputs["artists"]["create"];

/**
 * What an artist becomes: the name and all availabilities are replaced; those left out are removed.
 */
export type ArtistUpdate = Inputs["artists"]["replace"];

/**
 * Which artists to list: those with `q` in their name, whatever its case and accents; at most
 * `limit` of them (1 to 1000, 100 unless told), after `cursor`.
 */
export type ArtistList = NonNullable<Inputs["artists"]["list"]>;

/**
 * Artists by name, then id. `next_cursor` is the `cursor` of the page after, or null on the last.
 */
export type ArtistPage = Outputs["artists"]["list"];

/** Who is engaged, and when, for the event of one day, `event_date`: `2027-07-14`. */
export type Planning = Outputs["plannings"]["get"];

/** The slot in which an artist is engaged. */
export type Assignment = Planning["assignments"][number];

/**
 * A planning to make. Each artist gets the earliest of the availabilities sent that starts on
 * `event_date`; artists who are new are created, and others renamed, on the way.
 */
export type PlanningCreate = Inputs["plannings"]["create"];

/**
 * Which plannings to list: those of the event dates `from` to `to`, both included, that name the
 * artist `artist_id`; at most `limit` of them (1 to 1000, 100 unless told), after `cursor`.
 */
export type PlanningList = NonNullable<Inputs["plannings"]["list"]>;

/** Plannings, newest first. `next_cursor` is the `cursor` of the page after, or null on the last. */
export type PlanningPage = Outputs["plannings"]["list"];

/** That the server answers, what it is called, and in which environment it runs. */
export type Health = Outputs["health"]["get"];

/**
 * What went wrong, as the server tells it (RFC 9457): `code` for programs, `detail` for people,
 * `status` as in HTTP. With `invalid_input` come up to 100 `issues`, each with the `path` in the
 * input and a `message`.
 */
export type Problem = inferRouterError<AppRouter>["data"]["problem"];

/** The kinds of problem. A server newer than this package may know more of them. */
export type ProblemCode = Problem["code"];
