import type { Calendar, Engagement } from "@coulisses/client";
import {
  keepPreviousData,
  skipToken,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useMemo } from "react";
import type { Filters } from "../board/model/filters.ts";
import { readCalendar, readPage } from "./calendar-pages.ts";
import { client, server } from "./server.ts";
import { inLanguage } from "./language.ts";
import { boardTexts } from "@coulisses/messages/screens/board";
import { isoOf } from "./times.ts";
import { useDone } from "./undo.ts";

export type Mission = Calendar["missions"][number];
export type Position = Mission["positions"][number];

const text = inLanguage(boardTexts);

/**
 * What is planned within a time, in milliseconds since 1970. While another time is loaded, the last one stays. The
 * server narrows by what only it knows. Where it answers in pages, the first is shown before the last is read.
 */
export function useCalendar(
  { start, end }: { start: number; end: number },
  { skill, status }: Filters,
) {
  const cache = useQueryClient();
  const query = {
    from: isoOf(start),
    to: isoOf(end),
    ...(skill !== undefined && { skill }),
    ...(status === "cancelled" && { status }),
  };
  const options = server.calendar.get.queryOptions(query);
  return useQuery({
    ...options,
    queryFn: ({ signal }) =>
      readCalendar(query, {
        read: (page) => readPage(client, page, signal),
        onPart: (part) => {
          // What is shown already stays until all is read anew.
          const isFirst = cache.getQueryState(options.queryKey)?.data?.next_cursor !== null;
          if (isFirst) cache.setQueryData(options.queryKey, part);
        },
      }),
    placeholderData: keepPreviousData,
  });
}

/** The colours of productions, by id. */
export function useColours(): ReadonlyMap<string, string> {
  const { data } = useQuery(server.projects.list.queryOptions({ limit: 1000 }));
  return useMemo(
    () => new Map(data?.items.flatMap(({ id, colour }) => (colour === null ? [] : [[id, colour]]))),
    [data],
  );
}

/** Everybody in the organisation, judged for a position, best first, page by page; `q` is part of the name. */
export function useCandidates(position: { mission_id: string; position_id: string }, q: string) {
  return useInfiniteQuery({
    ...server.missions.candidates.infiniteQueryOptions(
      { ...position, limit: 200, ...(q !== "" && { q }) },
      { getNextPageParam: ({ next_cursor }) => next_cursor },
    ),
    placeholderData: keepPreviousData,
    select: ({ pages }) =>
      pages.flatMap(({ items }) => items).toSorted((a, b) => compareRanks(a.rank, b.rank)),
  });
}

/** Asks somebody for an option, or confirms them at once. */
export function useEngage(name: string) {
  const done = useDone();
  return useMutation(
    server.engagements.create.mutationOptions({
      onSuccess: (answer, { engagements: [asked] }) => {
        const label = asked?.status === "confirmed" ? text.done.confirmed : text.done.option;
        return done(answer, label({ name }));
      },
    }),
  );
}

/** Confirms an option. */
export function useConfirm({ artist: { name } }: Engagement) {
  const done = useDone();
  return useMutation(
    server.engagements.confirm.mutationOptions({
      onSuccess: (answer) => done(answer, text.done.confirmed({ name })),
    }),
  );
}

/** Who is on option on a mission that the board shows. */
export function useOptions(mission_id: string) {
  const cache = useQueryClient();
  const engagements = cache
    .getQueriesData<Calendar>({ queryKey: server.calendar.get.queryKey() })
    .flatMap(([, calendar]) => calendar?.engagements ?? [])
    .filter((one) => one.mission_id === mission_id && one.status === "option");
  const byId = new Map(engagements.map((one) => [one.id, one]));
  return {
    names: Array.from(byId.values(), ({ artist }) => artist.name),
    asked: Array.from(byId.values(), ({ id, version }) => ({
      engagement_id: id,
      expected_version: version,
    })),
  };
}

/** Confirms options together, all or none. */
export function useConfirmAll() {
  const done = useDone();
  return useMutation(
    server.engagements.confirm.mutationOptions({
      onSuccess: (answer, { engagements }) =>
        done(answer, text.done.confirmedAll({ count: engagements.length })),
    }),
  );
}

/** Takes somebody off a mission. */
export function useCancel({ artist: { name } }: Engagement) {
  const done = useDone();
  return useMutation(
    server.engagements.cancel.mutationOptions({
      onSuccess: (answer) => done(answer, text.done.cancelled({ name })),
    }),
  );
}

/** A mission at another time or venue. Times are milliseconds since 1970. */
export interface Moved {
  mission_id: string;
  venue_id: string;
  start: number;
  end: number;
}

/** What would speak against a mission at another time or venue, for those who are on it. */
export function useMoveCheck(moved: Moved | undefined) {
  return useQuery({
    ...server.engagements.check.queryOptions(
      moved === undefined ? skipToken : { missions: [asAsked(moved)] },
    ),
    select: ({ missions }) =>
      missions.flatMap(({ engagements }) => engagements.flatMap(({ findings }) => findings)),
  });
}

function asAsked({ start, end, ...moved }: Moved) {
  return { ...moved, starts_at: isoOf(start), ends_at: isoOf(end) };
}

/** Ranks are compared in order, the smaller the better. */
function compareRanks(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
