import type { Outputs } from "@coulisses/client";
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { byPage, itemsOf, useSettled } from "./pages.ts";
import { useRefresh } from "./refresh.ts";
import { client, server } from "./server.ts";

export type Venue = Outputs["venues"]["get"];
type TravelTime = Outputs["travel"]["set"];

/** Venues by name, page by page; `q` is part of the name. */
export function useVenues(q = "", limit = 100) {
  const settled = useSettled(q);
  return useInfiniteQuery({
    ...server.venues.list.infiniteQueryOptions(
      { limit, ...(settled !== "" && { q: settled }) },
      byPage,
    ),
    placeholderData: keepPreviousData,
    select: itemsOf,
  });
}

/** Creates, changes and deletes a venue. What shows venues is loaded anew. */
export function useVenueChanges() {
  const cache = useQueryClient();
  const refresh = useRefresh();
  const onSuccess = async () => {
    const stale = [server.venues.pathKey(), server.travel.pathKey()];
    await Promise.all([
      refresh(),
      ...stale.map((queryKey) => cache.invalidateQueries({ queryKey })),
    ]);
  };
  // What somebody else changed is shown beside what was typed.
  const onError = () => cache.invalidateQueries({ queryKey: server.venues.pathKey() });
  return {
    create: useMutation(server.venues.create.mutationOptions({ onSuccess })),
    update: useMutation(server.venues.update.mutationOptions({ onSuccess, onError })),
    remove: useMutation(server.venues.delete.mutationOptions({ onSuccess })),
  };
}

const travelTimes = [...server.travel.pathKey(), "all"];

/** All travel times between venues. */
export function useTravelTimes() {
  return useQuery({ queryKey: travelTimes, queryFn: ({ signal }) => readTravelTimes(signal) });
}

async function readTravelTimes(signal: AbortSignal): Promise<TravelTime[]> {
  const read: TravelTime[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await client.travel.list.query(
      { limit: 1000, ...(cursor && { cursor }) },
      { signal },
    );
    read.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return read;
}

/** A travel time to set; null removes it. */
export interface TravelTimeChange {
  readonly from: string;
  readonly to: string;
  readonly minutes: number | null;
}

/** Sets and removes travel times, one after the other. They are shown at once, and as they were if the server refuses. */
export function useTravelTimeChanges() {
  const cache = useQueryClient();
  const refresh = useRefresh();
  return useMutation({
    scope: { id: "travel" },
    mutationFn: async (changes: readonly TravelTimeChange[]) => {
      for (const { from, to, minutes } of changes) {
        const way = { venue_id: from, to_venue_id: to };
        if (minutes === null) await client.travel.remove.mutate(way);
        else await client.travel.set.mutate({ ...way, minutes });
      }
    },
    onMutate: async (changes) => {
      await cache.cancelQueries({ queryKey: travelTimes });
      cache.setQueryData<TravelTime[]>(travelTimes, (times) => times && changed(times, changes));
    },
    onSettled: async () => {
      // The last of several changes shows what all of them did.
      if (cache.isMutating({ mutationKey: ["travel"] }) > 1) return;
      await Promise.all([cache.invalidateQueries({ queryKey: travelTimes }), refresh()]);
    },
    mutationKey: ["travel"],
  });
}

function changed(times: TravelTime[], changes: readonly TravelTimeChange[]): TravelTime[] {
  const isChanged = ({ from_venue_id, to_venue_id }: TravelTime) =>
    changes.some(({ from, to }) => from === from_venue_id && to === to_venue_id);
  const set = changes.flatMap(({ from, to, minutes }) =>
    minutes === null ? [] : [{ from_venue_id: from, to_venue_id: to, minutes }],
  );
  return [...times.filter((time) => !isChanged(time)), ...set];
}
