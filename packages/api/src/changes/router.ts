import { tracked, type TRPCRouterRecord } from "@trpc/server";
import type { Live } from "../kit/context.ts";
import type { Signal } from "../kit/signals.ts";
import { compiledInput, procedure } from "../kit/trpc.ts";
import { WatchChanges } from "./schema.ts";

export const changes = {
  // Over tRPC only: its stream is plain server-sent events, which every other client can read too.
  watch: procedure
    .input(compiledInput(WatchChanges))
    .subscription(async ({ ctx, signal, input: { page_id, lastEventId: after } }) => {
      const { identify } = ctx;
      return track(await ctx.live.watch(ctx, { page_id, after, identify, signal }));
    }),
} satisfies TRPCRouterRecord;

async function* track(signals: Awaited<ReturnType<Live["watch"]>>) {
  for await (const [position, signal] of signals) yield tracked<Signal>(position, signal);
}
