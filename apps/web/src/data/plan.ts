import type { Calendar, Engagement } from "@coulisses/client";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useDone, useRefresh } from "./changes.ts";
import { server } from "./server.ts";
import { text } from "./text.ts";

export type Mission = Calendar["missions"][number];
export type Position = Mission["positions"][number];

/** Who the person is, and for which organisation they plan. */
export function useMe() {
  return useQuery(server.me.get.queryOptions());
}

/** What is planned within a time, in milliseconds since 1970. While another time is loaded, the last one stays. */
export function useCalendar({ start, end }: { start: number; end: number }) {
  const [from, to] = [start, end].map((time) =>
    Temporal.Instant.fromEpochMilliseconds(time).toString(),
  );
  return useQuery({
    ...server.calendar.get.queryOptions({ from: from ?? "", to: to ?? "" }),
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

/** Everybody in the organisation, judged for a position, best first; `q` is part of the name. */
export function useCandidates(position: { mission_id: string; position_id: string }, q: string) {
  return useQuery({
    ...server.missions.candidates.queryOptions({ ...position, limit: 200, ...(q !== "" && { q }) }),
    placeholderData: keepPreviousData,
    select: ({ items }) => items.toSorted((a, b) => compareRanks(a.rank, b.rank)),
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

/** Takes somebody off a mission. */
export function useCancel({ artist: { name } }: Engagement) {
  const done = useDone();
  return useMutation(
    server.engagements.cancel.mutationOptions({
      onSuccess: (answer) => done(answer, text.done.cancelled({ name })),
    }),
  );
}

/** Undoes a change by its event. */
export function useUndo(options: {
  onUndone: (event_id: string | null) => void;
  onError: () => void;
}) {
  const refresh = useRefresh();
  return useMutation(
    server.events.undo.mutationOptions({
      onSuccess: ({ event_id }) => {
        options.onUndone(event_id);
        return refresh();
      },
      onError: options.onError,
    }),
  );
}

/** Ranks are compared in order, the smaller the better. */
function compareRanks(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
