import { z } from "zod";
import { answeredId, exampleId, expectedVersion, version } from "../kit/ids.ts";
import { text } from "../kit/text.ts";
import { timeZone } from "../kit/time.ts";

const example = { name: "Théâtre du Pont", time_zone: "Europe/Paris", language: "fr" };

const language = z
  .enum(["fr", "en"])
  .nullable()
  .meta({
    description:
      "Of mail to the organisation's people, and of answers to requests without Accept-Language; null if none is chosen, which answers in English.",
    examples: ["fr"],
  });

export const Organisation = z
  .strictObject({
    id: answeredId,
    name: z.string().meta({ examples: [example.name] }),
    time_zone: z.string().meta({ examples: [example.time_zone] }),
    language,
    version,
  })
  .meta({
    id: "Organisation",
    description: "A venue, a company or a festival, and its settings.",
    examples: [{ id: exampleId, ...example, version: 2 }],
  });

export const OrganisationUpdate = z
  .strictObject({
    name: text(255)
      .optional()
      .meta({ examples: [example.name] }),
    time_zone: timeZone.optional().meta({
      description:
        "The zone of wall-clock times. Stored times stay as they are, because they are wall-clock times.",
    }),
    language: language.optional(),
    expected_version: expectedVersion,
  })
  .meta({
    id: "OrganisationUpdate",
    description: "What is left out stays as it is.",
    examples: [example],
  });

export type Organisation = z.output<typeof Organisation>;
export type OrganisationUpdate = z.output<typeof OrganisationUpdate>;
