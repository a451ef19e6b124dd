import { z } from "zod";

export const Health = z
  .strictObject({
    status: z.literal("ok"),
    environment: z.string().meta({ examples: ["production"] }),
    service: z.string().meta({ examples: ["coulisses"] }),
  })
  .meta({ id: "Health", description: "The service answers." });
