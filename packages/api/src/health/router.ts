import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { compiled, publicProcedure } from "../kit/trpc.ts";
import { Health } from "./schema.ts";

export const health = {
  get: publicProcedure
    .meta(
      rest({
        method: "GET",
        path: "/health",
        summary: "Check that the service answers",
        description: "Needs no credentials and no database.",
        tags: ["Health"],
      }),
    )
    .output(compiled(Health))
    .query(({ ctx: { service } }) => ({
      status: "ok" as const,
      environment: service.environment,
      service: service.name,
    })),
} satisfies TRPCRouterRecord;
