import { z } from "zod";
import { expectedVersion, version } from "../kit/ids.ts";
import { page, paging } from "../kit/paging.ts";
import { text } from "../kit/text.ts";
import { must } from "../kit/must.ts";

export const family = z.enum([
  "son",
  "lumiere",
  "plateau",
  "video",
  "costume",
  "accueil",
  "securite",
  "artistique",
  "habilitation",
  "autre",
]);

/** The identifier of a skill, also in URLs. */
export const code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, must({ issue: "skill_code" }))
  .meta({ examples: ["regie-son"] });

const romeCode = z
  .string()
  .regex(/^[A-Z][0-9]{4}$/, must({ issue: "rome_code" }))
  .meta({ examples: ["L1508"] });

/** A competence (compétence) or an authorisation (habilitation) of people. */
export const Skill = z
  .strictObject({
    code: z.string().meta({ examples: ["regie-son"] }),
    label: z.string().meta({ examples: ["Régie son"] }),
    family,
    rome_code: z.string().nullable().meta({ description: "In the ROME of France Travail." }),
    expires: z.boolean().meta({ description: "Whether it has an expiry date (habilitation)." }),
    version,
  })
  .meta({
    id: "Skill",
    description: "What people can do (compétence, habilitation).",
    examples: [
      {
        code: "regie-son",
        label: "Régie son",
        family: "son",
        rome_code: "L1508",
        expires: false,
        version: 2,
      },
    ],
  });

export const SkillCreate = z
  .strictObject({
    code,
    label: text(255),
    family,
    rome_code: romeCode.nullish(),
    expires: z.boolean().default(false),
  })
  .meta({
    id: "SkillCreate",
    examples: [{ code: "regie-video", label: "Régie vidéo", family: "video", rome_code: "L1508" }],
  });

export const SkillUpdate = z
  .strictObject({
    code,
    label: text(255).optional(),
    family: family.optional(),
    rome_code: romeCode.nullable().optional(),
    expires: z.boolean().optional(),
    expected_version: expectedVersion,
  })
  .meta({
    id: "SkillUpdate",
    description: "What is left out stays, null clears.",
    examples: [{ label: "Régie vidéo" }],
  });

export const SkillKey = z.strictObject({ code });

export const SkillDelete = SkillKey.extend({ expected_version: expectedVersion });

export const SkillList = z
  .strictObject({
    q: text(255)
      .optional()
      .meta({
        description: "Part of the label or the code; case and accents are ignored.",
        examples: ["caces"],
      }),
    family: family.optional(),
    ...paging([family, text(255), code]),
  })
  .prefault({});

export const SkillPage = page(Skill);

export type Skill = z.output<typeof Skill>;
export type SkillCreate = z.output<typeof SkillCreate>;
export type SkillUpdate = z.output<typeof SkillUpdate>;
export type SkillDelete = z.output<typeof SkillDelete>;
export type SkillList = z.output<typeof SkillList>;
export type SkillPage = z.output<typeof SkillPage>;
