import type { Outputs } from "@coulisses/client";
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { byPage, itemsOf, useSettled } from "./pages.ts";
import { useRefresh } from "./refresh.ts";
import { server } from "./server.ts";

export type Production = Outputs["projects"]["get"];

/** Productions by title, page by page; `q` is part of the title. */
export function useProductions({ q = "", status }: { q?: string; status?: Production["status"] }) {
  const settled = useSettled(q);
  return useInfiniteQuery({
    ...server.projects.list.infiniteQueryOptions(
      { ...(settled !== "" && { q: settled }), ...(status !== undefined && { status }) },
      byPage,
    ),
    placeholderData: keepPreviousData,
    select: itemsOf,
  });
}

/** Creates, changes and deletes a production. What shows productions is loaded anew. */
export function useProductionChanges() {
  const cache = useQueryClient();
  const refresh = useRefresh();
  const onSuccess = () =>
    Promise.all([refresh(), cache.invalidateQueries({ queryKey: server.projects.pathKey() })]);
  // What somebody else changed is shown beside what was typed.
  const onError = () => cache.invalidateQueries({ queryKey: server.projects.pathKey() });
  return {
    create: useMutation(server.projects.create.mutationOptions({ onSuccess })),
    update: useMutation(server.projects.update.mutationOptions({ onSuccess, onError })),
    remove: useMutation(server.projects.delete.mutationOptions({ onSuccess })),
  };
}
