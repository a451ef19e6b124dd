import { type AppRouter, createClient } from "@coulisses/client";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { language } from "./language.ts";

export const client = createClient({
  url: location.origin,
  headers: { "accept-language": language },
});

// The client itself tries again what can be tried again.
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 30_000 } },
});

/** The server's procedures, as options of TanStack Query. */
export const server = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
