import { rest } from "@coulisses/rest/meta";
import type { TRPCRouterRecord } from "@trpc/server";
import { compiledInput, procedure } from "../kit/trpc.ts";
import { PresenceShow } from "./presence.schema.ts";
import { z } from "zod";

export const presence = {
  show: procedure
    .meta(
      rest({
        method: "PUT",
        path: "/presence",
        summary: "Tell others on the board what is selected",
        description:
          "It is not stored, and forgotten 45 seconds later unless the page follows the changes (`changes.watch` over tRPC).",
        tags: ["Record"],
        status: 204,
        isStored: false,
      }),
    )
    .input(compiledInput(PresenceShow))
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.live.show(ctx, input)),
} satisfies TRPCRouterRecord;
