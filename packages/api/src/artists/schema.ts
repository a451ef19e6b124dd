import { z } from "zod";
import { Recorded } from "../audit/schema.ts";
import { Availability } from "../planning/availabilities.schema.ts";
import { Overridden } from "../planning/findings.schema.ts";
import { OutsideWork } from "../planning/outside-work.schema.ts";
import { Profile } from "./profile.schema.ts";
import { answeredId, id } from "../kit/ids.ts";
import { mostItems, page, paging } from "../kit/paging.ts";
import { text } from "../kit/text.ts";
import { dateTime, instant } from "../kit/time.ts";

/** The most availabilities of one artist. */
export const mostAvailabilities = 1000;

const example = {
  name: "Camille Fontaine",
  availabilities: [
    { start: "2027-07-14T09:00:00", end: "2027-07-14T13:00:00" },
    { start: "2027-07-14T20:00:00", end: "2027-07-15T01:30:00" },
  ],
};
const exampleId = "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90";

/** A slot in which an artist can be engaged (disponibilité), as callers send it. */
export const AvailabilityInput = z.strictObject({ start: dateTime, end: dateTime }).meta({
  id: "AvailabilityInput",
  description: "A slot in which the artist can be engaged. Its end is after its start.",
});

const name = text(255).meta({ examples: [example.name] });

const availabilities = z
  .array(AvailabilityInput)
  .max(mostAvailabilities)
  .default([])
  .meta({ description: "In any order; the same slot twice is one." });

export const Artist = z
  .strictObject({
    id: answeredId,
    name: z.string().meta({ examples: [example.name] }),
    availabilities: z.array(Availability).meta({ description: "By start, then end." }),
  })
  .meta({
    id: "Artist",
    description: "An artist or a technician, and when they are available.",
    examples: [{ id: exampleId, ...example }],
  });

export const ArtistCreate = z
  .strictObject({
    id: id
      .nullish()
      // Python clients send null for what they leave out.
      .transform((value) => value ?? undefined)
      .meta({ description: "Made by the server when left out or null." }),
    name,
    availabilities,
  })
  .meta({ id: "ArtistCreate", examples: [example] });

export const ArtistUpdate = z.strictObject({ artist_id: id, name, availabilities }).meta({
  id: "ArtistUpdate",
  description: "Replaces the name and all availabilities.",
  examples: [example],
});

export const AvailabilitiesUpdate = z
  .strictObject({ artist_id: id, availabilities: availabilities.unwrap() })
  .meta({
    id: "AvailabilitiesUpdate",
    description: "Replaces all availabilities.",
    examples: [{ availabilities: example.availabilities }],
  });

export const ArtistKey = z.strictObject({ artist_id: id });

export const ExportQuery = z.strictObject({
  artist_id: id,
  from: instant.optional().meta({
    description: "Limits what has a time to what begins, or was done, from this instant on.",
  }),
  to: instant.optional().meta({ description: "Limits it to what is before this instant." }),
});

/** All data of one artist (RGPD, articles 15 and 20). */
export const ArtistExport = z
  .strictObject({
    artist: Artist,
    profile: Profile,
    plannings: z
      .array(
        z.strictObject({ planning_id: answeredId, event_date: z.string(), slot: Availability }),
      )
      .meta({ description: "When they are engaged, oldest first." }),
    engagements: z
      .array(
        z.strictObject({
          mission_id: answeredId,
          title: z.string(),
          status: z.string(),
          starts_at: z.string(),
          ends_at: z.string(),
          reason: z.string().nullable(),
          override_reason: z.string().nullable(),
          overridden: z.array(Overridden),
        }),
      )
      .meta({ description: "Their engagements, oldest first." }),
    outside_work: z
      .array(OutsideWork.omit({ id: true, artist_id: true, version: true }))
      .meta({ description: "Their work for other employers, as far as it is on file." }),
    sign_in: z
      .array(z.strictObject({ email: z.string(), name: z.string(), since: z.string() }))
      .meta({ description: "The account with which they sign in, if any." }),
    invitations: z.array(z.strictObject({ email: z.string(), status: z.string(), at: z.string() })),
    keys: z.array(z.strictObject({ name: z.string(), created_at: z.string() })),
    record: z
      .array(
        z.strictObject({
          at: z.string(),
          procedure: z.string(),
          before: Recorded,
          after: Recorded,
        }),
      )
      .meta({ description: "The changes of these data, oldest first." }),
  })
  .meta({ id: "ArtistExport", description: "All data of one artist, as of now." });

export const ArtistList = z
  .strictObject({
    q: text(255)
      .optional()
      .meta({
        description: "Part of the name; case and accents are ignored.",
        examples: ["helene"],
      }),
    ...paging([text(255), id], mostItems),
  })
  .prefault({});

export const ArtistPage = page(Artist);

export type Artist = z.output<typeof Artist>;
export type ArtistCreate = z.output<typeof ArtistCreate>;
export type ArtistUpdate = z.output<typeof ArtistUpdate>;
export type ArtistList = z.output<typeof ArtistList>;
export type ArtistPage = z.output<typeof ArtistPage>;
export type AvailabilitiesUpdate = z.output<typeof AvailabilitiesUpdate>;
export type ArtistExport = z.output<typeof ArtistExport>;
export type AvailabilityInput = z.output<typeof AvailabilityInput>;
export type ExportQuery = z.output<typeof ExportQuery>;
