import type { Engagement, Mission, MissionUpdate } from "@coulisses/client";
import { missionTexts } from "@coulisses/messages/screens/mission";
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { inLanguage } from "./language.ts";
import { client, server } from "./server.ts";
import { useDone } from "./undo.ts";

const text = inLanguage(missionTexts);

/** The version that one's own change of a mission gave it, by the version before: `<id> <version>`. */
const ownVersions = new Map<string, number>();

/** A version, or the one that one's own changes have made of it since. */
function followed(mission_id: string, version: number): number {
  const next = ownVersions.get(`${mission_id} ${version}`);
  return next === undefined ? version : followed(mission_id, next);
}

/**
 * Changes a mission. Changes of one mission follow each other: one that began before an own change was saved is no
 * conflict with it.
 */
export function useUpdateMission({ id: mission_id }: Pick<Mission, "id">) {
  const done = useDone();
  return useMutation({
    scope: { id: `mission ${mission_id}` },
    mutationFn: ({ expected_version = 0, ...update }: Omit<MissionUpdate, "mission_id">) =>
      client.missions.update.mutate({
        mission_id,
        expected_version: followed(mission_id, expected_version),
        ...update,
      }),
    onSuccess: (answer, { expected_version = 0 }) => {
      const before = followed(mission_id, expected_version);
      if (answer.version !== before) ownVersions.set(`${mission_id} ${before}`, answer.version);
      const label = answer.status === "cancelled" ? text.done.cancelled : text.done.changed;
      return done(answer, label(answer));
    },
  });
}

/** Creates a mission. */
export function useCreateMission() {
  const done = useDone();
  return useMutation(
    server.missions.create.mutationOptions({
      onSuccess: (answer) => done(answer, text.done.created(answer)),
    }),
  );
}

/** Publishes a mission: those who are confirmed on it see it. */
export function usePublishMission() {
  const done = useDone();
  return useMutation(
    server.missions.publish.mutationOptions({
      onSuccess: (answer) => {
        const [mission] = answer.missions;
        return done(answer, mission === undefined ? "" : text.done.published(mission));
      },
    }),
  );
}

/** Copies a mission to another day. */
export function useDuplicateMission() {
  const done = useDone();
  return useMutation(
    server.missions.duplicate.mutationOptions({
      onSuccess: (answer) => {
        const [mission] = answer.missions;
        return done(answer, mission === undefined ? "" : text.done.duplicated(mission));
      },
    }),
  );
}

/** Deletes a mission that nobody was engaged on. */
export function useDeleteMission({ title }: Pick<Mission, "title">) {
  const done = useDone();
  return useMutation(
    server.missions.delete.mutationOptions({
      onSuccess: (answer) => done(answer, text.done.deleted({ title })),
    }),
  );
}

/** What happened to a mission, newest first, page by page. */
export function useHistory(mission_id: string) {
  return useInfiniteQuery({
    ...server.missions.history.infiniteQueryOptions(
      { mission_id, limit: 20 },
      { getNextPageParam: ({ next_cursor }) => next_cursor },
    ),
    placeholderData: keepPreviousData,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** Undoes an event, whoever caused it. */
export function useUndoEvent() {
  const done = useDone();
  return useMutation(
    server.events.undo.mutationOptions({
      onSuccess: (answer) => done(answer, text.done.undone),
    }),
  );
}

/** Notes that somebody declined an option. */
export function useDecline({ artist: { name } }: Engagement) {
  const done = useDone();
  return useMutation(
    server.engagements.decline.mutationOptions({
      onSuccess: (answer) => done(answer, text.done.declined({ name })),
    }),
  );
}

/** Confirms somebody in the place of somebody else. */
export function useReplace({ artist: { name } }: Engagement) {
  const done = useDone();
  return useMutation(
    server.engagements.replace.mutationOptions({
      onSuccess: (answer) =>
        done(answer, text.done.replaced({ name, by: answer.replacement?.artist.name ?? "" })),
    }),
  );
}

/** The zones of venues, by id. */
export function useZones(): ReadonlyMap<string, string> {
  const venues = useQuery(server.venues.list.queryOptions({ limit: 1000 }));
  return useMemo(
    () => new Map(venues.data?.items.map(({ id, time_zone }) => [id, time_zone])),
    [venues.data],
  );
}
