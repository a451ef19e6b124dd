import { z } from "zod";
import { answeredId, count } from "../kit/ids.ts";
import { page } from "../kit/paging.ts";

const filling = {
  needed: count.meta({ description: "How many people it takes." }),
  filled: count.meta({ description: "How many are confirmed." }),
  options: count.meta({ description: "How many are asked, and have not answered." }),
};

/** How many people a mission needs, and has. */
export const Coverage = z
  .strictObject({
    mission_id: answeredId,
    ...filling,
    positions: z.array(z.strictObject({ position_id: answeredId, ...filling })),
  })
  .meta({ id: "Coverage", description: "How many people a mission needs, and has (2/3)." });

export const CoveragePage = page(Coverage);

export type Coverage = z.output<typeof Coverage>;
export type CoveragePage = z.output<typeof CoveragePage>;
