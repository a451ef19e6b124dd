import type { Candidate } from "@coulisses/client";
import { useQueries } from "@tanstack/react-query";
import { server } from "./server.ts";

/** Everybody, judged for some positions, as far as the server has answered. */
export function useCandidatesOf(
  positions: readonly { mission_id: string; position_id: string }[],
): readonly Candidate[] {
  return useQueries({
    queries: positions.map((position) =>
      server.missions.candidates.queryOptions({ ...position, limit: 200 }),
    ),
    combine: candidatesIn,
  });
}

const none: readonly Candidate[] = [];

function candidatesIn(answers: readonly { data: { items: Candidate[] } | undefined }[]) {
  return answers.length === 0 ? none : answers.flatMap(({ data }) => data?.items ?? []);
}
