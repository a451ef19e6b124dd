import type { Inputs, Outputs } from "@coulisses/client";
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

export type ListedPerson = Outputs["profiles"]["list"]["items"][number];
export type Person = Outputs["artists"]["get"];
export type Profile = Outputs["profiles"]["get"];
export type ProfileUpdate = Inputs["profiles"]["update"];
type Availability = Person["availabilities"][number];

/** People by name, page by page: `q` is part of the name, `skill` what they have to be able to do. */
export function usePeople({ q = "", skill }: { q?: string; skill?: string }) {
  const settled = useSettled(q);
  return useInfiniteQuery({
    ...server.profiles.list.infiniteQueryOptions(
      { ...(settled !== "" && { q: settled }), ...(skill !== undefined && { skill }) },
      byPage,
    ),
    placeholderData: keepPreviousData,
    select: itemsOf,
  });
}

/** A person's name and availabilities. */
export function usePerson(artist_id: string) {
  return useQuery(server.artists.get.queryOptions({ artist_id }));
}

/** What is known of a person besides. */
export function useProfile(artist_id: string) {
  return useQuery(server.profiles.get.queryOptions({ artist_id }));
}

/** Hours and cachets of a person in the last 12 months. */
export function useCounters(artist_id: string) {
  return useQuery(server.labour.counters.queryOptions({ artist_id }));
}

/** Has what shows people loaded anew. */
function useRefreshPeople(): () => Promise<void> {
  const cache = useQueryClient();
  const refresh = useRefresh();
  return async () => {
    const stale = [server.artists.pathKey(), server.profiles.pathKey()];
    await Promise.all([
      refresh(),
      ...stale.map((queryKey) => cache.invalidateQueries({ queryKey })),
    ]);
  };
}

/** Creates a person. */
export function useCreatePerson() {
  const onSuccess = useRefreshPeople();
  return useMutation(server.artists.create.mutationOptions({ onSuccess }));
}

/** Changes a profile, and the name if it is another one. The name has no version: the last one given is kept. */
export function useUpdatePerson() {
  const refresh = useRefreshPeople();
  return useMutation({
    mutationFn: async ({ name, ...update }: ProfileUpdate & { name: string }) => {
      const { artist_id } = update;
      const profile = await client.profiles.update.mutate(update);
      const { availabilities, ...person } = await client.artists.get.query({ artist_id });
      if (person.name !== name)
        await client.artists.replace.mutate({ artist_id, name, availabilities });
      return profile;
    },
    // After a refusal, too: it may be because somebody else changed the profile.
    onSettled: refresh,
  });
}

/** Changes a person's availabilities. They are shown at once, and as they were if the server refuses. */
export function useChangeAvailabilities(artist_id: string) {
  const cache = useQueryClient();
  const refresh = useRefreshPeople();
  const queryKey = server.artists.get.queryKey({ artist_id });
  return useMutation({
    // One after the other: each is based on what the one before has left.
    scope: { id: `availabilities ${artist_id}` },
    mutationFn: async (change: (slots: readonly Availability[]) => Availability[]) => {
      const { availabilities } = await client.artists.get.query({ artist_id });
      return client.artists.setAvailabilities.mutate({
        artist_id,
        availabilities: change(availabilities),
      });
    },
    onMutate: async (change) => {
      await cache.cancelQueries({ queryKey });
      cache.setQueryData(
        queryKey,
        (person) => person && { ...person, availabilities: change(person.availabilities) },
      );
    },
    onSettled: refresh,
  });
}

/** Reads all that is stored about a person. */
export function useExport(artist_id: string) {
  return useMutation({ mutationFn: () => client.artists.export.query({ artist_id }) });
}

/** Anonymises or deletes a person. */
export function useErasePerson() {
  const onSuccess = useRefreshPeople();
  return {
    anonymise: useMutation(server.artists.anonymise.mutationOptions({ onSuccess })),
    remove: useMutation(server.artists.delete.mutationOptions({ onSuccess })),
  };
}
