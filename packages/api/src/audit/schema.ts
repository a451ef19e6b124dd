import { z } from "zod";
import { answeredId, count, id } from "../kit/ids.ts";
import { page, paging } from "../kit/paging.ts";
import { callerKind } from "../kit/roles.ts";
import { text } from "../kit/text.ts";
import { answeredInstant, instant } from "../kit/time.ts";

/** A thing before or after a change. */
export const Recorded = z
  .record(z.string(), z.unknown())
  .nullable()
  .meta({ description: "Null where there was nothing." });

/** What one event did to one thing. */
export const AuditChange = z
  .strictObject({
    artist_id: answeredId.nullable().meta({ description: "The artist that it is about, if any." }),
    before: Recorded,
    after: Recorded,
    erased: z.boolean().meta({ description: "Whether the artist was anonymised since." }),
    schema_version: count.meta({
      description: "The version of the schema of the recorded values, from 0 on.",
    }),
  })
  .meta({ id: "AuditChange", description: "What one event did to one thing." });

/** One event of the audit log. */
export const AuditEvent = z
  .strictObject({
    id: answeredId,
    at: answeredInstant,
    actor: z.strictObject({
      kind: callerKind,
      id: answeredId.nullable().meta({ description: "Of the user or the key." }),
      name: z.string().nullable().meta({ description: "The present name; null if there is none." }),
    }),
    procedure: z.string().meta({ examples: ["artists.replace"] }),
    noun: z.string().meta({ examples: ["artist"] }),
    noun_id: answeredId,
    request_id: z.string().meta({ description: "The x-request-id of the answer." }),
    changes: z.array(AuditChange),
    more_changes: count.meta({
      description:
        "The number of its other changes, if all would be too large: its list of changes has them.",
    }),
  })
  .meta({ id: "AuditEvent", description: "One change: who, what, when, and by which request." });

export const AuditList = z
  .strictObject({
    from: instant.optional().meta({ description: "The earliest to list." }),
    to: instant.optional().meta({ description: "Those before this instant." }),
    actor: id.optional().meta({ description: "The user or the key that did it." }),
    noun: text(64)
      .optional()
      .meta({ description: "The kind of thing that changed.", examples: ["artist"] }),
    id: id.optional().meta({ description: "The thing or the artist that changed." }),
    ...paging([instant, id]),
  })
  .prefault({});

export const AuditPage = page(AuditEvent);

export const AuditChanges = z.strictObject({
  event_id: id,
  ...paging([z.string().regex(/^\d{1,9}$/)]),
});

export const AuditChangesPage = page(AuditChange);

/** The faults in the audit log: none, unless somebody rewrote it. */
export const AuditVerification = z
  .strictObject({
    events: count,
    chains: count,
    hash: z.string().meta({
      description:
        "SHA-256 of the newest hash of each chain. Kept elsewhere, it tells whether the newest events were removed.",
      examples: ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    }),
    faults: z
      .array(
        z.strictObject({
          event_id: answeredId.nullable(),
          chain: count,
          height: count,
          fault: z.string().meta({ examples: ["changed"] }),
        }),
      )
      .meta({ description: "The first 100." }),
  })
  .meta({ id: "AuditVerification", description: "Whether the audit log is unchanged." });

export type AuditChange = z.output<typeof AuditChange>;
export type AuditChanges = z.output<typeof AuditChanges>;
export type AuditChangesPage = z.output<typeof AuditChangesPage>;
export type AuditEvent = z.output<typeof AuditEvent>;
/** An event with all its changes, however many. */
export type WholeEvent = Omit<AuditEvent, "more_changes">;
export type AuditList = z.output<typeof AuditList>;
export type AuditPage = z.output<typeof AuditPage>;
export type AuditVerification = z.output<typeof AuditVerification>;
