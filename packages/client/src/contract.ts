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
 * A new artist. The server makes the `id` when it is left out or null; no `availabilities` are none. The
 * same slot twice is one.
 */
export type ArtistCreate = Inputs["artists"]["create"];

/**
 * What an artist becomes: the name and all availabilities are replaced; those left out are removed.
 */
export type ArtistUpdate = Inputs["artists"]["replace"];

/**
 * Which artists to list: those with `q` in their name, whatever its case and accents; at most
 * `limit` of them (1 to 1000, and 1000 unless told), after `cursor`.
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
 * artist `artist_id`; at most `limit` of them (1 to 1000, and 1000 unless told), after `cursor`.
 */
export type PlanningList = NonNullable<Inputs["plannings"]["list"]>;

/** Plannings, newest first. `next_cursor` is the `cursor` of the page after, or null on the last. */
export type PlanningPage = Outputs["plannings"]["list"];

/**
 * All availabilities that an artist is to have, in place of those they had. An artist may call it
 * for themselves.
 */
export type AvailabilitiesUpdate = Inputs["artists"]["setAvailabilities"];

/**
 * Everything that is held on one artist, as of now (RGPD, articles 15 and 20): themselves, when they
 * are engaged, with what they sign in, and what was changed of all that, oldest first.
 */
export type ArtistExport = Outputs["artists"]["export"];

/**
 * Who you are to the server, and where: `kind` tells how you proved it, `id` is that of the user or
 * the key, `artist_id` that of the artist who you are, if any.
 */
export type Me = Outputs["me"]["get"];

/**
 * What one may do in an organisation: `admin` everything, `planner` read and write planning data,
 * `viewer` read it, `artist` see what concerns one artist and edit their availabilities.
 */
export type Role = Me["role"];

/**
 * A venue, a company or a festival, and its settings: `name`, `time_zone` (the IANA name of where
 * its clocks hang) and `language`, that of the mail which its people get.
 */
export type Organisation = Outputs["organisations"]["get"];

/** Settings to change; those left out stay as they are. */
export type OrganisationUpdate = Inputs["organisations"]["update"];

/**
 * What a program proves with who it is (clé d'API), without the secret: `start` is how it starts, to
 * tell it by. `expires_at` is null when it never does, `last_used_at` is to the minute.
 */
export type Key = Outputs["keys"]["list"]["items"][number];

/**
 * A key to make. `artist_id` goes with the role `artist`, and with no other; without `expires_at`, an
 * instant such as `2030-01-01T00:00:00Z`, it is good until it is revoked.
 */
export type KeyCreate = Inputs["keys"]["create"];

/** A new key with its secret, `key`: `clk_…`. The server shows it this once. */
export type CreatedKey = Outputs["keys"]["create"];

/** Which keys to list: at most `limit` of them (1 to 1000, 100 unless told), after `cursor`. */
export type KeyList = NonNullable<Inputs["keys"]["list"]>;

/**
 * Keys that are not revoked, newest first. `next_cursor` is the `cursor` of the page after, or null
 * on the last.
 */
export type KeyPage = Outputs["keys"]["list"];

/**
 * One change on record: `actor` did `procedure` to `noun_id`, by the request whose answer carried
 * `request_id`. Of each of the `changes`, `before` and `after` are null where there was nothing, and
 * where it was `erased`, for the artist `artist_id` was anonymised since. A large event shows its first
 * changes, and how many it has besides (`more_changes`); `audit.changes` lists all.
 */
export type AuditEvent = Outputs["audit"]["list"]["items"][number];

/**
 * Which changes to list: those from the instant `from` on and before `to`, by the user or key `actor`,
 * of what is called `noun`, of the thing or the artist `id`; at most `limit` of them (1 to 1000, 100
 * unless told), after `cursor`.
 */
export type AuditList = NonNullable<Inputs["audit"]["list"]>;

/** Changes, newest first. `next_cursor` is the `cursor` of the page after, or null on the last. */
export type AuditPage = Outputs["audit"]["list"];

/** How much is on record, and the first 100 `faults` in it: none, unless someone rewrote it. */
export type AuditVerification = Outputs["audit"]["verify"];

/** That the server answers, what it is called, and in which environment it runs. */
export type Health = Outputs["health"]["get"];

/** Where missions happen (lieu), in a time zone of its own. */
export type Venue = Outputs["venues"]["get"];

/** How many minutes the way from one venue to another takes. */
export type TravelTime = Outputs["travel"]["set"];

/** A production: what missions are for. */
export type Project = Outputs["projects"]["get"];

/** What people can do (compétence), or are allowed to (habilitation). */
export type Skill = Outputs["skills"]["get"];

/** What is known of an artist besides their name and availabilities. */
export type Profile = Outputs["profiles"]["get"];

/** A job at a place and time, and the positions that it needs; times carry the venue's offset. */
export type Mission = Outputs["missions"]["get"];

/** A new mission. Times without offset are read in the venue's zone. */
export type MissionCreate = Inputs["missions"]["create"];

/** One artist on one position of one mission: an option, confirmed (ferme), or what became of it. */
export type Engagement = Outputs["engagements"]["get"];

/** What speaks against an engagement, or should be known of it. Not legal advice. */
export type Finding = Outputs["engagements"]["check"]["checks"][number]["findings"][number];

/** Somebody whom nothing blocks from taking a position, and why they stand where they stand. */
export type FreeArtist = Outputs["artists"]["free"]["artists"][number];

/** Missions with how far they are filled, who is on them, and what is wrong with it. */
export type Calendar = Outputs["calendar"]["get"];

/** How many people a mission needs, has, and has asked. */
export type Coverage = Outputs["missions"]["coverage"]["items"][number];

/** Whom missions concern that were published, and what is new for each since last time. */
export type MissionsPublished = Outputs["missions"]["publish"];

/** Which working-time rules plans are held against. */
export type LabourSettings = Outputs["labour"]["settings"];

/** Hours and cachets towards the 507 h of unemployment insurance. Indicative. */
export type Counters = Outputs["labour"]["counters"];

/** What an artist works for another employer. */
export type OutsideWork = Outputs["outsideWork"]["get"];

/**
 * What went wrong, as the server tells it (RFC 9457): `code` for programs, `detail` for people,
 * `status` as in HTTP. With `invalid_input` come up to 100 `issues`, each with the `path` in the
 * input and a `message`.
 */
export type Problem = inferRouterError<AppRouter>["data"]["problem"];

/** The kinds of problem. A server newer than this package may know more of them. */
export type ProblemCode = Problem["code"];
