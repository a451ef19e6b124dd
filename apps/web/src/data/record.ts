import type { AuditEvent } from "@coulisses/client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { server } from "./server.ts";

export type RecordedEvent = AuditEvent;
export type RecordedChange = AuditEvent["changes"][number];

/** What was changed, newest first, page by page. */
export function useRecord() {
  return useInfiniteQuery({
    ...server.audit.list.infiniteQueryOptions(
      { limit: 50 },
      { getNextPageParam: ({ next_cursor }) => next_cursor },
    ),
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** All changes of an event, page by page. */
export function useEventChanges(event_id: string) {
  return useInfiniteQuery({
    ...server.audit.changes.infiniteQueryOptions(
      { event_id, limit: 20 },
      { getNextPageParam: ({ next_cursor }) => next_cursor },
    ),
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** Whether the record is as it was written. It is read as a whole, so only when it is asked for. */
export function useVerification() {
  return useQuery({
    ...server.audit.verify.queryOptions(),
    enabled: false,
    staleTime: 0,
  });
}
