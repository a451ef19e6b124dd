import { type AppRouter, createClient } from "@coulisses/client";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { problemOf } from "./auth.ts";
import { language } from "./language.ts";

export const client = createClient({
  url: location.origin,
  headers: { "accept-language": language },
});

/** Whoever's session has ended is asked to sign in again, whatever they did. */
function noticeEnd(error: Error): void {
  const { queryKey } = server.me.get.queryOptions();
  if (problemOf(error)?.code !== "unauthenticated") return;
  if (queryClient.getQueryState(queryKey)?.status === "success")
    void queryClient.invalidateQueries({ queryKey });
}

// The client itself tries again what can be tried again.
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: { queries: { retry: false, staleTime: 30_000 } },
});

/** The server's procedures, as options of TanStack Query. */
export const server = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
