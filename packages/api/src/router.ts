import type {
  inferRouterError,
  TRPCBuiltRouter,
  TRPCDecorateCreateRouterOptions,
} from "@trpc/server";
import { router } from "./kit/trpc.ts";
import * as slices from "./slices.ts";

export const appRouter = router({ ...slices });

/**
 * The router as callers see it: every procedure's input and output, and the shape of errors. What
 * the server keeps to itself, its context and with it the database, is not part of the type.
 */
export type AppRouter = TRPCBuiltRouter<
  {
    ctx: object;
    meta: object;
    errorShape: inferRouterError<typeof appRouter>;
    transformer: false;
  },
  TRPCDecorateCreateRouterOptions<typeof slices>
>;
