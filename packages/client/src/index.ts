export { TRPCClientError } from "@trpc/client";
export { createClient, type CoulissesClient } from "./client.ts";
export type * from "./access-types.ts";
export type * from "./artist-types.ts";
export type * from "./contract.ts";
export type { ClientOptions } from "./links.ts";
export type * from "./planning-types.ts";
export { problemOf } from "./problem.ts";
export type { AppRouter } from "./router.ts";
