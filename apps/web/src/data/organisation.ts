import { useMutation, useQueryClient } from "@tanstack/react-query";
import { server } from "./server.ts";

/** Changes the organisation's name, zone or language. Everything is loaded anew: a zone concerns each time. */
export function useSaveOrganisation() {
  const cache = useQueryClient();
  return useMutation(
    server.organisations.update.mutationOptions({ onSettled: () => cache.invalidateQueries() }),
  );
}
