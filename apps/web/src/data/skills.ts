import type { Outputs } from "@coulisses/client";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { server } from "./server.ts";

export type Skill = Outputs["skills"]["list"]["items"][number];

/** All skills, by family and label, page by page. */
export function useSkills() {
  return useInfiniteQuery({
    ...server.skills.list.infiniteQueryOptions({}, { getNextPageParam: nextCursor }),
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** Creates, changes and deletes a skill. What shows skills is loaded anew. */
export function useSkillChanges() {
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries({ queryKey: server.skills.pathKey() });
  return {
    create: useMutation(server.skills.create.mutationOptions({ onSuccess })),
    update: useMutation(server.skills.update.mutationOptions({ onSuccess })),
    remove: useMutation(server.skills.delete.mutationOptions({ onSuccess })),
  };
}

function nextCursor({ next_cursor }: { next_cursor: string | null }): string | null {
  return next_cursor;
}
