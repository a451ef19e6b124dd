import type { Outputs } from "@coulisses/client";
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { byPage, itemsOf, useSettled } from "./pages.ts";
import { server } from "./server.ts";

export type Skill = Outputs["skills"]["list"]["items"][number];

/** Skills by family and label, page by page; `q` is part of the label or the code. */
export function useSkills(q = "") {
  const settled = useSettled(q);
  return useInfiniteQuery({
    ...server.skills.list.infiniteQueryOptions(settled === "" ? {} : { q: settled }, byPage),
    placeholderData: keepPreviousData,
    select: itemsOf,
  });
}

/** The skills of the organisation, by code. */
export type SkillNames = ReadonlyMap<string, Skill>;

const none: SkillNames = new Map();

/** The first 1,000 skills, by family and label: what forms offer, and how lists name them. */
export function useSkillNames(): SkillNames {
  const { data } = useQuery({
    ...server.skills.list.queryOptions({ limit: 1000 }),
    select: namesOf,
  });
  return data ?? none;
}

function namesOf({ items }: { items: Skill[] }): SkillNames {
  return new Map(items.map((skill) => [skill.code, skill]));
}

/** Creates, changes and deletes a skill. What shows skills is loaded anew. */
export function useSkillChanges() {
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries({ queryKey: server.skills.pathKey() });
  return {
    create: useMutation(server.skills.create.mutationOptions({ onSuccess })),
    update: useMutation(server.skills.update.mutationOptions({ onSuccess, onError: onSuccess })),
    remove: useMutation(server.skills.delete.mutationOptions({ onSuccess })),
  };
}
