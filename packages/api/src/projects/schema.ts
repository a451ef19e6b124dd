import { z } from "zod";
import { answeredId, exampleId, expectedVersion, id, version } from "../kit/ids.ts";
import { page, paging } from "../kit/paging.ts";
import { text } from "../kit/text.ts";
import { date } from "../kit/time.ts";
import { must } from "../kit/must.ts";
import { setting } from "../planning/facts.schema.ts";
import { convention } from "../planning/labour.schema.ts";

const status = z.enum(["draft", "active", "closed"]);

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/, must({ issue: "colour" }))
  .meta({ examples: ["#c2410c"] });

const firstPerformance = {
  description: "For a creation: the days before it have special working-time rules.",
};

const example = {
  title: "Le Songe d'une nuit d'été",
  starts_on: "2027-07-01",
  ends_on: "2027-07-31",
  colour: "#c2410c",
  convention: "ccneac",
  setting: "open_air_festival",
  first_performance_on: "2027-07-08",
} as const;

/** A production that missions belong to. */
export const Project = z
  .strictObject({
    id: answeredId,
    title: z.string().meta({ examples: [example.title] }),
    starts_on: z.string().nullable().meta({ format: "date" }),
    ends_on: z.string().nullable().meta({ format: "date" }),
    status,
    colour: z.string().nullable(),
    convention: convention.nullable().meta({ description: "Null takes the organisation's." }),
    setting,
    first_performance_on: z
      .string()
      .nullable()
      .meta({ format: "date", ...firstPerformance }),
    version,
  })
  .meta({
    id: "Project",
    description: "A production that missions belong to.",
    examples: [{ ...example, id: exampleId, status: "active", version: 2 }],
  });

export const ProjectCreate = z
  .strictObject({
    title: text(255),
    starts_on: date.nullish(),
    ends_on: date.nullish(),
    status: status.default("active"),
    colour: colour.nullish(),
    convention: convention.nullish(),
    setting: setting.default("house"),
    first_performance_on: date.nullish().meta(firstPerformance),
  })
  .meta({ id: "ProjectCreate", examples: [example] });

export const ProjectUpdate = z
  .strictObject({
    project_id: id,
    title: text(255).optional(),
    starts_on: date.nullable().optional(),
    ends_on: date.nullable().optional(),
    status: status.optional(),
    colour: colour.nullable().optional(),
    convention: convention.nullable().optional(),
    setting: setting.optional(),
    first_performance_on: date.nullable().optional(),
    expected_version: expectedVersion,
  })
  .meta({
    id: "ProjectUpdate",
    description: "What is left out stays, null clears.",
    examples: [{ status: "closed" }],
  });

export const ProjectKey = z.strictObject({ project_id: id });

export const ProjectDelete = ProjectKey.extend({ expected_version: expectedVersion });

export const ProjectList = z
  .strictObject({
    q: text(255)
      .optional()
      .meta({
        description: "Part of the title; case and accents are ignored.",
        examples: ["songe"],
      }),
    status: status.optional(),
    ...paging([text(255), id]),
  })
  .prefault({});

export const ProjectPage = page(Project);

export type Project = z.output<typeof Project>;
export type ProjectCreate = z.output<typeof ProjectCreate>;
export type ProjectUpdate = z.output<typeof ProjectUpdate>;
export type ProjectDelete = z.output<typeof ProjectDelete>;
export type ProjectList = z.output<typeof ProjectList>;
export type ProjectPage = z.output<typeof ProjectPage>;
