import { router } from "./kit/trpc.ts";
import * as slices from "./slices.ts";

export const appRouter = router({ ...slices });

/** The type of the whole API, for the client package, which publishes it without the server's side. */
export type AppRouter = typeof appRouter;
