import { z } from "zod";
import { effect } from "./effect.schema.ts";
import { annexe, cachets, category } from "./facts.schema.ts";
import { answeredId, exampleId, expectedVersion, id, version } from "../kit/ids.ts";
import { page, paging } from "../kit/paging.ts";
import { must } from "../kit/must.ts";
import { text } from "../kit/text.ts";
import { answeredInstant, dateTime, instant } from "../kit/time.ts";

/** The longest entry. */
export const mostDays = 31;

/** The longest time of a query for busy times. */
export const mostDaysAsked = 400;

const example = {
  starts_at: "2027-05-08T09:00:00+02:00",
  ends_at: "2027-05-08T12:00:00+02:00",
  employer: "Opéra",
};

const time = dateTime.meta({
  description:
    "An instant with its offset; without one it is read in the organisation's zone, where it must exist once.",
  examples: [example.starts_at],
});

const answeredTime = answeredInstant.meta({
  description: "With the offset of the organisation's zone.",
});

/** Up to the longest entry, with the hour that autumn repeats. */
const minutes = z
  .int()
  .min(1)
  .max((mostDays * 24 + 1) * 60);

const worked = {
  description: "How much of it is working time; null if all of it is.",
  examples: [180],
};

const onlyForCounters = "Only counters read it.";

/** What counters need to know. */
const declared = {
  cachets: cachets.nullable().meta({
    description: `The number of cachets; null if it is paid by the hour. ${onlyForCounters}`,
  }),
  annexe: annexe.nullable().meta({
    description: `The annexe of unemployment insurance; null means the person's. ${onlyForCounters}`,
  }),
};

/** Work for another employer: the limits of working time apply to the person (L8261-1). */
export const OutsideWork = z
  .strictObject({
    id: answeredId,
    artist_id: answeredId,
    starts_at: answeredTime,
    ends_at: answeredTime,
    worked_minutes: minutes.nullable().meta(worked),
    employer: z.string().nullable(),
    siret: z.string().nullable(),
    ...declared,
    category,
    notes: z.string().nullable(),
    version,
  })
  .meta({
    id: "OutsideWork",
    description: "An artist's work for another employer.",
    examples: [
      {
        ...example,
        id: exampleId,
        artist_id: "1b313c09-f0d7-4651-945c-46a3a0010014",
        worked_minutes: null,
        siret: null,
        cachets: null,
        annexe: null,
        category: "work",
        notes: null,
        version: 2,
      },
    ],
  });

/** Outside work after a change of it. */
export const OutsideWorkChanged = z
  .strictObject({ ...OutsideWork.shape, ...effect })
  .meta({ id: "OutsideWorkChanged", description: "Outside work as it is now, and its event." });

const given = {
  worked_minutes: minutes.nullish().meta(worked),
  employer: text(255).nullish(),
  siret: z
    .string()
    .regex(/^[0-9]{14}$/, must({ issue: "siret" }))
    .nullish()
    .meta({
      description: "The employer's number: it tells employers apart.",
      examples: ["78428123400019"],
    }),
  cachets: declared.cachets.optional(),
  annexe: declared.annexe.optional(),
  category: category.optional(),
  notes: text(4000).nullish(),
};

export const OutsideWorkCreate = z
  .strictObject({ artist_id: id, starts_at: time, ends_at: time, ...given })
  .meta({
    id: "OutsideWorkCreate",
    description: "At most 31 days long.",
    examples: [example],
  });

export const OutsideWorkUpdate = z
  .strictObject({
    artist_id: id,
    outside_work_id: id,
    starts_at: time.optional(),
    ends_at: time.optional(),
    ...given,
    expected_version: expectedVersion,
  })
  .meta({
    id: "OutsideWorkUpdate",
    description: "Fields left out stay; null clears a field.",
    examples: [{ worked_minutes: 120 }],
  });

export const OutsideWorkKey = z.strictObject({ artist_id: id, outside_work_id: id });

export const OutsideWorkDelete = OutsideWorkKey.extend({ expected_version: expectedVersion });

export const OutsideWorkList = z.strictObject({
  artist_id: id,
  from: instant.optional().meta({ description: "What ends after this." }),
  to: instant.optional().meta({ description: "What starts before this." }),
  ...paging([instant, id]),
});

export const OutsideWorkPage = page(OutsideWork);

export const BusyQuery = z.strictObject({
  artist_id: id,
  from: instant,
  to: instant.meta({ description: "At most 400 days later." }),
});

export const Busy = z
  .strictObject({
    periods: z
      .array(z.strictObject({ starts_at: answeredTime, ends_at: answeredTime }))
      .meta({ description: "In order; overlapping periods are merged." }),
  })
  .meta({
    id: "Busy",
    description:
      "When an artist works for others, whichever organisation has it on file: never what, or where.",
  });

export type OutsideWork = z.output<typeof OutsideWork>;
/** What counters need to know of outside work. */
export type Declared = Omit<OutsideWork, "artist_id" | "notes" | "version" | "worked_minutes">;
export type OutsideWorkCreate = z.output<typeof OutsideWorkCreate>;
export type OutsideWorkUpdate = z.output<typeof OutsideWorkUpdate>;
export type OutsideWorkKey = z.output<typeof OutsideWorkKey>;
export type OutsideWorkDelete = z.output<typeof OutsideWorkDelete>;
export type OutsideWorkList = z.output<typeof OutsideWorkList>;
export type OutsideWorkPage = z.output<typeof OutsideWorkPage>;
export type BusyQuery = z.output<typeof BusyQuery>;
export type Busy = z.output<typeof Busy>;
