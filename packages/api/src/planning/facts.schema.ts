import { z } from "zod";

/** What working-time rules and positions need to know of people and productions. */

export const annexe = z.union([z.literal(8), z.literal(10)]).meta({
  description:
    "Of the unemployment insurance that applies: 8 for technicians, 10 for performing artists.",
});

export const cachets = z.int().min(1).max(31);

export const category = z
  .enum(["work", "general", "teaching", "training", "illness", "maternity", "accident"])
  .meta({
    description:
      "What it is to unemployment insurance: work of an annexe; of the general scheme, as at a bar, which does not count; teaching or training; or an absence that counts 5 h a day, which is no work: long illness, maternity, accident at work.",
  });

export const occupation = z
  .enum([
    "technician",
    "front_of_house",
    "security",
    "dramatic_artist",
    "musician",
    "dancer",
    "singer",
    "circus_artist",
    "other",
  ])
  .meta({ description: "Decides which working-time rules apply." });

export const employment = z
  .enum([
    "cddu",
    "monthly",
    "cdii",
    "part_time",
    "forfait_jours",
    "cadre_dirigeant",
    "volunteer",
    "trainee",
  ])
  .meta({
    description:
      "How the person is employed, null where it is not known. Decides which working-time rules apply; not known is read as `cddu`.",
  });

const per = (period: "week" | "month", most: number) =>
  z.strictObject({ minutes: z.int().min(1).max(most), per: z.literal(period) });

/** Below the legal working time: 35 h a week, or 151 h 40 a month. */
export const contractTime = z
  .discriminatedUnion("per", [per("week", 35 * 60 - 1), per("month", 9_099)])
  .meta({
    id: "ContractTime",
    description:
      "The working time in the contract of a part-timer, as it is written there: per week or per month (L3123-6).",
    examples: [{ minutes: 1440, per: "week" }],
  });

/** How well somebody has a skill, or how well a position asks for it. */
export const level = z.int().min(1).max(3);

/** The skills that somebody has. */
export const heldSkills = z
  .array(
    z.strictObject({
      code: z.string(),
      level,
      expires_on: z.string().nullable().meta({ format: "date" }),
    }),
  )
  .meta({ description: "By code. The last day counts: it expires after expires_on." });

/** Where a production is played. */
export const setting = z.enum(["house", "tour", "festival", "open_air_festival"]).meta({
  description:
    "Where it is performed: some working-time rules differ on tour, at festivals and at open-air summer festivals.",
});
