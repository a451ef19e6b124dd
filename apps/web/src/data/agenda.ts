import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { agendaKey, kept } from "./kept.ts";
import { client, server } from "./server.ts";
import { isoOf } from "./times.ts";

/**
 * The missions that the reader sees and that end after a time, page by page. They are kept, to be read without network,
 * also on another day: so the time is no part of the key.
 */
export function useAgenda(from: number) {
  return useInfiniteQuery({
    ...kept,
    queryKey: agendaKey,
    queryFn: ({ pageParam: cursor }) =>
      client.missions.list.query({ from: isoOf(from), ...(cursor !== null && { cursor }) }),
    initialPageParam: firstPage,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

const firstPage: string | null = null;

/** Who is confirmed on a mission; kept, to be read without network. */
export function useTeam(mission_id: string) {
  return useQuery(server.missions.team.queryOptions({ mission_id }, kept));
}
