import type { LabourRule } from "@coulisses/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { server } from "./server.ts";

export type Rule = LabourRule;

/** The convention and the agreement of the organisation. */
export function useWorkingTime() {
  return useQuery(server.labour.settings.queryOptions());
}

/** The working-time rules in force, with their sources and figures. */
export function useRules() {
  return useQuery(server.labour.rules.queryOptions());
}

/** The same, with what each rule is to a person. */
export function useRulesFor(artist_id: string) {
  return useQuery(server.labour.rules.queryOptions({ artist_id }));
}

/** Changes the convention or the agreement. Findings are judged anew. */
export function useSaveWorkingTime() {
  const cache = useQueryClient();
  return useMutation(
    server.labour.updateSettings.mutationOptions({
      onSettled: () => cache.invalidateQueries(),
    }),
  );
}
