import type { AppRouter as ServedRouter } from "@coulisses/api/router";
import type { AnyTRPCRouter, inferRouterError, TRPCBuiltRouter } from "@trpc/server";

// Never called. A declaration file repeats a named type by its name, and publishes with it all that
// the server is made of; the type of a call's result has no name, and is written out in full.
declare function writtenOut<Router extends AnyTRPCRouter>(): TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: inferRouterError<Router>; transformer: false },
  { [Noun in keyof Router["_def"]["record"]]: Router["_def"]["record"][Noun] }
>;

const router = () => writtenOut<ServedRouter>();

/**
 * The server's procedures, each with its input, its output and its errors: what tRPC's own tools
 * take as their type argument.
 *
 * @example
 * const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();
 */
export type AppRouter = ReturnType<typeof router>;
