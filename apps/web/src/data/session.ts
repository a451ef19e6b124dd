import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { language } from "./language.ts";
import { server } from "./server.ts";

/** What the server said when it refused somebody. Undefined if it was not reached. */
export class SignInError extends Error {
  override name = "SignInError";
}

/** Who reads the page, and for which organisation. */
export function useMe() {
  return useQuery(server.me.get.queryOptions());
}

/** Signs somebody in with their password, and loads everything anew for them. */
export function usePassword() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (given: { email: string; password: string }) => send("sign-in/email", given),
    onSuccess: () => cache.resetQueries(),
  });
}

/** Has a link mailed that signs somebody in. */
export function useMailedLink() {
  return useMutation({
    mutationFn: ({ email }: { email: string }) =>
      send("sign-in/magic-link", { email, callbackURL: "/board" }),
  });
}

/** Signs out. The page starts anew, and forgets what was loaded and what could be undone. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => send("sign-out", {}),
    onSuccess: () => location.assign("/"),
  });
}

async function send(path: string, body: object): Promise<void> {
  const response = await fetch(`/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": language },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new SignInError(detailOf(await response.json().catch(() => undefined)));
}

function detailOf(problem: unknown): string | undefined {
  const isProblem = typeof problem === "object" && problem !== null && "detail" in problem;
  return isProblem && typeof problem.detail === "string" ? problem.detail : undefined;
}
