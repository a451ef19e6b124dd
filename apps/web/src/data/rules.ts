import { problemsTexts } from "@coulisses/messages/screens/problems";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { inLanguage } from "./language.ts";
import { server } from "./server.ts";

const { rules: planRules } = inLanguage(problemsTexts);

/** What each rule asks for, in a few words, by its id. Those of the law come from the server. */
export function useRuleTitles(): ReadonlyMap<string, string> {
  const { data } = useQuery(server.labour.rules.queryOptions({}));
  return useMemo(
    () =>
      new Map([
        ...Object.entries(planRules),
        ...(data?.rules ?? []).map(({ id, title }) => [id, title] as const),
      ]),
    [data],
  );
}
