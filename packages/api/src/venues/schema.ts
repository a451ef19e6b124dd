import { z } from "zod";
import { answeredId, exampleId, expectedVersion, id, version } from "../kit/ids.ts";
import { page, paging } from "../kit/paging.ts";
import { text } from "../kit/text.ts";
import { timeZone } from "../kit/time.ts";

const example = {
  name: "Théâtre du Pont",
  address: "2 quai des Comédiens, 84000 Avignon",
  time_zone: "Europe/Paris",
  access_notes: "Entrée des artistes côté cour.",
  contacts: [{ name: "Maud Kervella", role: "Régie générale", phone: "+33 4 90 00 00 00" }],
};

const contacts = z
  .array(
    z.strictObject({
      name: text(255),
      role: text(255).optional(),
      email: z.email().max(254).optional(),
      phone: text(64).optional(),
    }),
  )
  .max(20)
  .meta({ description: "The people to contact there." });

/** Where missions happen (lieu). */
export const Venue = z
  .strictObject({
    id: answeredId,
    name: z.string().meta({ examples: [example.name] }),
    address: z.string().nullable(),
    time_zone: z.string().meta({
      description: "The zone in which times of missions there are read.",
      examples: [example.time_zone],
    }),
    access_notes: z.string().nullable(),
    contacts: z.array(
      z.strictObject({
        name: z.string(),
        role: z.string().optional(),
        email: z.string().optional(),
        phone: z.string().optional(),
      }),
    ),
    version,
  })
  .meta({
    id: "Venue",
    description: "A place where missions happen (lieu).",
    examples: [{ ...example, id: exampleId, version: 2 }],
  });

export const VenueCreate = z
  .strictObject({
    name: text(255),
    address: text(1000).nullish(),
    time_zone: timeZone,
    access_notes: text(4000).nullish(),
    contacts: contacts.default([]),
  })
  .meta({ id: "VenueCreate", examples: [example] });

export const VenueUpdate = z
  .strictObject({
    venue_id: id,
    name: text(255).optional(),
    address: text(1000).nullable().optional(),
    time_zone: timeZone.optional(),
    access_notes: text(4000).nullable().optional(),
    contacts: contacts.optional(),
    expected_version: expectedVersion,
  })
  .meta({
    id: "VenueUpdate",
    description: "What is left out stays, null clears. Missions there stay at their instants.",
    examples: [{ name: "Théâtre du Pont" }],
  });

export const VenueKey = z.strictObject({ venue_id: id });

export const VenueDelete = VenueKey.extend({ expected_version: expectedVersion });

export const VenueList = z
  .strictObject({
    q: text(255)
      .optional()
      .meta({
        description: "Part of the name; case and accents are ignored.",
        examples: ["theatre"],
      }),
    ...paging([text(255), id]),
  })
  .prefault({});

export const VenuePage = page(Venue);

export type Venue = z.output<typeof Venue>;
export type VenueCreate = z.output<typeof VenueCreate>;
export type VenueUpdate = z.output<typeof VenueUpdate>;
export type VenueDelete = z.output<typeof VenueDelete>;
export type VenueList = z.output<typeof VenueList>;
export type VenuePage = z.output<typeof VenuePage>;
