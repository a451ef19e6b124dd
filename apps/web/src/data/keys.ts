import type { Outputs } from "@coulisses/client";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { server } from "./server.ts";

export type Key = Outputs["keys"]["list"]["items"][number];

/** The API keys that are not revoked, newest first, page by page. */
export function useKeys() {
  return useInfiniteQuery({
    ...server.keys.list.infiniteQueryOptions(
      {},
      { getNextPageParam: ({ next_cursor }) => next_cursor },
    ),
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** Creates a key, whose secret only this answer holds, or revokes one. */
export function useKeyChanges() {
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries({ queryKey: server.keys.pathKey() });
  return {
    // The secret leaves the memory of the page with the form that shows it.
    create: useMutation({ ...server.keys.create.mutationOptions({ onSuccess }), gcTime: 0 }),
    revoke: useMutation(server.keys.revoke.mutationOptions({ onSuccess })),
  };
}
