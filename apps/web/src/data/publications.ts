import type { Publication, PublicationPreview } from "@coulisses/client";
import { publishTexts } from "@coulisses/messages/screens/publish";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { inLanguage } from "./language.ts";
import { client, server } from "./server.ts";
import { isoOf } from "./times.ts";
import { useDone } from "./undo.ts";

export type { Publication, PublicationPreview };

const text = inLanguage(publishTexts);

/** The most missions of one request. */
const mostMissions = 200;

/** The missions within a time that are drafts, or have a change that has not been told to everybody. */
export function usePublicationPreview({ start, end }: { start: number; end: number }) {
  return useInfiniteQuery({
    ...server.publications.preview.infiniteQueryOptions(
      { from: isoOf(start), to: isoOf(end), limit: mostMissions },
      { getNextPageParam: ({ next_cursor }) => next_cursor },
    ),
    select: ({ pages }) => pages.flatMap(({ items }) => items).filter(hasNews),
  });
}

/** What artists were last told, latest first. */
export function usePublications() {
  return useInfiniteQuery({
    ...server.publications.list.infiniteQueryOptions(
      {},
      { getNextPageParam: ({ next_cursor }) => next_cursor },
    ),
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** Publishes missions as they were shown: it is refused if somebody changed one since. */
export function usePublish() {
  const done = useDone();
  return useMutation({
    mutationFn: async (previews: readonly PublicationPreview[]) => {
      for (let start = 0; start < previews.length; start += mostMissions) {
        const part = previews.slice(start, start + mostMissions);
        const answer = await client.missions.publish.mutate({
          missions: part.map(({ mission: { id, version } }) => ({
            mission_id: id,
            expected_version: version,
          })),
        });
        await done(answer, text.done({ missions: part.length }));
      }
    },
  });
}

function hasNews({ mission, concerned }: PublicationPreview): boolean {
  return mission.status === "draft" || concerned.length > 0;
}
