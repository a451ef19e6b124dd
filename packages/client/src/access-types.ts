import type { Inputs, Outputs } from "./contract.ts";

/**
 * The caller, as the server knows them: `kind` says how they proved who they are, `id` is the id of the
 * user or the key, `artist_id` that of their artist, if any.
 */
export type Me = Outputs["me"]["get"];

/**
 * The rights of a caller in an organisation: `admin` may do everything, `planner` reads and writes
 * planning data, `viewer` reads it, `artist` sees what concerns one artist and edits their availabilities.
 */
export type Role = Me["role"];

/**
 * A venue, a company or a festival, and its settings: `name`, `time_zone` (an IANA name) and `language`
 * (of its mail), which have a `version`.
 */
export type Organisation = Outputs["organisations"]["get"];

/** Settings to change; those left out stay. With `expected_version`, a stale version is refused. */
export type OrganisationUpdate = Inputs["organisations"]["update"];

/**
 * The API key of a program (clé d'API), without the secret. `start` is the start of the secret, to
 * recognise it. `expires_at` is null if it never expires; `last_used_at` is exact to the minute.
 */
export type Key = Outputs["keys"]["list"]["items"][number];

/**
 * A new API key. The role `artist` needs an `artist_id`, and no other role may have one. Without
 * `expires_at` (an instant, such as `2030-01-01T00:00:00Z`) it is valid until it is revoked.
 */
export type KeyCreate = Inputs["keys"]["create"];

/** A new API key with its secret, `key`: `clk_…`. The server shows the secret only once. */
export type CreatedKey = Outputs["keys"]["create"];

/** Which keys to list: at most `limit` (1 to 1000; default 100), after `cursor`. */
export type KeyList = NonNullable<Inputs["keys"]["list"]>;

/**
 * Keys that are not revoked, newest first. `next_cursor` is the `cursor` of the next page, or null on
 * the last one.
 */
export type KeyPage = Outputs["keys"]["list"];

/**
 * One change in the audit log: `actor` called `procedure`, which changed the `noun` with the id `noun_id`,
 * in the request with the id `request_id`. In each of the `changes`, `before` and `after` are null where
 * there was nothing, and where the values were `erased` because the artist `artist_id` was anonymised. A
 * large event has only its first changes, and `more_changes` counts the others; `audit.changes` lists all.
 */
export type AuditEvent = Outputs["audit"]["list"]["items"][number];

/**
 * Which events to list: those from the instant `from` on and before `to`, by the user or key `actor`,
 * about one kind of thing (`noun`), about the thing or artist `id`; at most `limit` (1 to 1000; default
 * 100), after `cursor`.
 */
export type AuditList = NonNullable<Inputs["audit"]["list"]>;

/** Events, newest first. `next_cursor` is the `cursor` of the next page, or null on the last one. */
export type AuditPage = Outputs["audit"]["list"];

/** The length of the audit log, and its first 100 `faults`: none, unless someone rewrote it. */
export type AuditVerification = Outputs["audit"]["verify"];

/** The name of the server, and the environment in which it runs. */
export type Health = Outputs["health"]["get"];
