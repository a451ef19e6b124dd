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
    const stale = [
      server.artists.pathKey(),
      server.profiles.pathKey(),
      server.labour.rules.pathKey(),
    ];
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

/** All pages of the list of people. */
async function loadPeople(filter: {
  q?: string | undefined;
  skill?: string | undefined;
}): Promise<ListedPerson[]> {
  const { q = "", skill } = filter;
  const query = { ...(q !== "" && { q }), ...(skill !== undefined && { skill }), limit: 200 };
  const people: ListedPerson[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await client.profiles.list.query({ ...query, ...(cursor && { cursor }) });
    people.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return people;
}

/** The names of everybody. */
export function usePeopleNames() {
  return useQuery({
    queryKey: [...server.profiles.pathKey(), "names"],
    queryFn: async () => (await loadPeople({})).map(({ name }) => name),
  });
}

/** Reads all people of the list, page by page. */
export function useLoadPeople() {
  return useMutation({ mutationFn: loadPeople });
}

interface WantedPerson {
  name: string;
  /** An empty text without an address. */
  email: string;
  /** The codes of their skills. */
  codes: readonly string[];
}

/** How far the creation of several people came. */
export interface Creation {
  created: readonly string[];
  /** Why it went no further. */
  stopped?: { name: string; isCreated: boolean; error: unknown };
}

/** Creates people, one after the other, up to the first refusal. */
export function useCreatePeople() {
  const onSettled = useRefreshPeople();
  return useMutation({
    mutationFn: async (people: readonly WantedPerson[]): Promise<Creation> => {
      const created: string[] = [];
      for (const { name, email, codes } of people) {
        let isCreated = false;
        try {
          const { id: artist_id } = await client.artists.create.mutate({ name });
          isCreated = true;
          const skills = codes.map((code) => ({ code, level: usualLevel }));
          if (email !== "" || skills.length > 0)
            await client.profiles.update.mutate({ artist_id, email: email || null, skills });
          created.push(name);
        } catch (error) {
          return { created, stopped: { name, isCreated, error } };
        }
      }
      return { created };
    },
    onSettled,
  });
}

/** Of the levels from 1 to 3, that of a skill whose level is not known. */
const usualLevel = 2;

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
