export { TRPCClientError } from "@trpc/client";
export { createClient, type CoulissesClient } from "./client.ts";
export type * from "./contract.ts";
export type { ClientOptions } from "./links.ts";
export { problemOf } from "./problem.ts";
export type { AppRouter } from "./router.ts";
