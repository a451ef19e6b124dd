import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { server } from "./server.ts";

/** What the board can be filtered by: the first thousand of each, by name. */
export function useChoices(isNeeded = true) {
  const limit = 1000;
  const options = { enabled: isNeeded };
  const venues = useQuery(server.venues.list.queryOptions({ limit }, options)).data?.items;
  const projects = useQuery(server.projects.list.queryOptions({ limit }, options)).data?.items;
  const skills = useQuery(server.skills.list.queryOptions({ limit }, options)).data?.items;
  const artists = useQuery(server.artists.list.queryOptions({ limit }, options)).data?.items;
  return useMemo(
    () => ({
      venue: (venues ?? []).map(({ id, name }) => ({ value: id, label: name })),
      production: (projects ?? []).map(({ id, title }) => ({ value: id, label: title })),
      skill: (skills ?? []).map(({ code, label }) => ({ value: code, label })),
      person: (artists ?? []).map(({ id, name }) => ({ value: id, label: name })),
    }),
    [venues, projects, skills, artists],
  );
}
