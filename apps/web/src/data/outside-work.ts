import type { Outputs } from "@coulisses/client";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { peopleTexts } from "@coulisses/messages/screens/people";
import { inLanguage } from "./language.ts";
import { byPage, itemsOf } from "./pages.ts";
import { server } from "./server.ts";
import { useDone } from "./undo.ts";

export type OutsideWork = Outputs["outsideWork"]["get"];

const { done: labels } = inLanguage(peopleTexts);

/** A person's work for other employers, page by page. */
export function useOutsideWork(artist_id: string) {
  return useInfiniteQuery({
    ...server.outsideWork.list.infiniteQueryOptions({ artist_id }, byPage),
    select: itemsOf,
  });
}

/** Adds, changes and deletes outside work. */
export function useOutsideWorkChanges() {
  const done = useDone();
  const after = (label: string) => (answer: { event_id: string | null }) => done(answer, label);
  return {
    create: useMutation(
      server.outsideWork.create.mutationOptions({ onSuccess: after(labels.workAdded) }),
    ),
    update: useMutation(
      server.outsideWork.update.mutationOptions({ onSuccess: after(labels.workChanged) }),
    ),
    remove: useMutation(
      server.outsideWork.delete.mutationOptions({ onSuccess: after(labels.workRemoved) }),
    ),
  };
}
