import { z } from "zod";
import { answeredId, exampleId, expectedVersion, id, version } from "../kit/ids.ts";
import { page, paging } from "../kit/paging.ts";
import { text } from "../kit/text.ts";
import { date } from "../kit/time.ts";
import { Availability } from "../planning/availabilities.schema.ts";
import {
  annexe,
  contractTime,
  employment,
  heldSkills,
  level,
  occupation,
} from "../planning/facts.schema.ts";
import { code } from "../skills/schema.ts";

const partTime = z.boolean().meta({
  description:
    "Whether `employment` is `part_time`. Written alone, true makes it so, and false makes it null if it was.",
});

const stageAuthorisation = z.boolean().meta({
  description:
    "For artists under 16: whether the individual authorisation to be on stage is on file (L7124-1).",
});

/** An artist's data in an organisation, apart from name and availabilities. */
export const Profile = z
  .strictObject({
    artist_id: answeredId,
    email: z.string().nullable(),
    phone: z.string().nullable(),
    annexe: annexe.nullable(),
    birth_date: z.string().nullable().meta({ format: "date" }),
    occupation: occupation.nullable(),
    employment: employment.nullable(),
    part_time: partTime,
    contract_time: contractTime.nullable(),
    stage_authorisation: stageAuthorisation,
    notes: z.string().nullable(),
    skills: heldSkills,
    version,
  })
  .meta({
    id: "Profile",
    description: "An artist's data, apart from name and availabilities.",
    examples: [
      {
        artist_id: exampleId,
        email: "camille@example.org",
        phone: null,
        annexe: 8,
        birth_date: null,
        occupation: "technician",
        employment: "cddu",
        part_time: false,
        contract_time: null,
        stage_authorisation: false,
        notes: null,
        skills: [{ code: "son", level: 3, expires_on: null }],
        version: 2,
      },
    ],
  });

export const ProfileUpdate = z
  .strictObject({
    artist_id: id,
    email: z.email().max(254).nullable().optional(),
    phone: text(64).nullable().optional(),
    annexe: annexe.nullable().optional(),
    birth_date: date.nullable().optional(),
    occupation: occupation.nullable().optional(),
    employment: employment.nullable().optional(),
    part_time: partTime.optional(),
    contract_time: contractTime.nullable().optional(),
    stage_authorisation: stageAuthorisation.optional(),
    notes: text(4000).nullable().optional(),
    skills: z
      .array(z.strictObject({ code, level, expires_on: date.nullish() }))
      .max(100)
      .optional()
      .meta({ description: "Replaces all skills." }),
    expected_version: expectedVersion,
  })
  .meta({
    id: "ProfileUpdate",
    description: "What is left out stays, null clears.",
    examples: [
      {
        email: "camille@example.org",
        annexe: 8,
        occupation: "technician",
        skills: [
          { code: "son", level: 3 },
          { code: "caces", level: 1, expires_on: "2028-06-30" },
        ],
      },
    ],
  });

export const ProfileKey = z.strictObject({ artist_id: id });

/** A profile in a list: what tells people apart, and when they are available next. */
export const ListedProfile = z
  .strictObject({
    ...Profile.pick({ artist_id: true, email: true, phone: true, occupation: true, skills: true })
      .shape,
    name: z.string(),
    next_availability: Availability.nullable().meta({
      description: "The first availability that has not ended yet.",
    }),
  })
  .meta({ id: "ListedProfile", description: "A profile in a list, with the name." });

export const ProfileList = z
  .strictObject({
    q: text(255)
      .optional()
      .meta({
        description: "Part of the name; case and accents are ignored.",
        examples: ["helene"],
      }),
    skill: code
      .optional()
      .meta({ description: "Only those who have this skill, also if it has expired." }),
    ...paging([text(255), id]),
  })
  .prefault({});

export const ProfilePage = page(ListedProfile);

export type ProfileList = z.output<typeof ProfileList>;
export type ProfilePage = z.output<typeof ProfilePage>;
export type Profile = z.output<typeof Profile>;
export type ProfileUpdate = z.output<typeof ProfileUpdate>;
