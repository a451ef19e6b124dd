import { createTRPCClient, type TRPCClient } from "@trpc/client";
import { type ClientOptions, linksTo } from "./links.ts";
import type { AppRouter } from "./router.ts";

/** Calls the procedures of a server: `client.artists.get.query(…)`, `client.missions.create.mutate(…)`. */
export type CoulissesClient = TRPCClient<AppRouter>;

/**
 * Makes a client. Calls made at the same moment share a request, up to 20 of them, and the size that an answer may have;
 * one with `{ context: { skipBatch: true } }` has a request of its own. A call that fails throws a `TRPCClientError`;
 * `problemOf` returns the problem in it.
 *
 * @example
 * const client = createClient({ url: "http://127.0.0.1:8000" });
 * const artist = await client.artists.create.mutate({ name: "Camille Fontaine" });
 */
export function createClient(options: ClientOptions): CoulissesClient {
  return createTRPCClient<AppRouter>({ links: linksTo(options) });
}
