import type { Me } from "@coulisses/client";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { readAuth, sendAuth } from "./auth.ts";
import { forgetOnDevice, kept } from "./kept.ts";
import { client, server } from "./server.ts";

/** The ways to sign in that the server has. */
export interface SignInWays {
  /** Whether it can mail links. */
  mail: boolean;
  providers: { provider: string; name: string }[];
}

/** Somebody who has signed in, whether or not they belong to an organisation. */
export interface Session {
  user: { id: string; name: string; email: string };
}

/** Who reads the page, and for which organisation. */
export function useMe() {
  return useQuery(server.me.get.queryOptions(undefined, kept));
}

/** Who has signed in; null if nobody has. */
export function useSession() {
  return useQuery({
    queryKey: ["auth", "session"],
    queryFn: () => readAuth<Session | null>("get-session"),
  });
}

/** The ways to sign in that the server has. */
export function useSignInWays() {
  return useQuery({
    queryKey: ["auth", "sign-in-ways"],
    queryFn: () => readAuth<SignInWays>("sign-in-ways"),
    staleTime: Infinity,
  });
}

/** Signs somebody in with their password. */
export function usePassword() {
  return useMutation({
    mutationFn: (given: { email: string; password: string }) => sendAuth("sign-in/email", given),
  });
}

/** Loads everything anew for somebody who has just signed in. */
export function useStartOver() {
  const cache = useQueryClient();
  return () => cache.resetQueries();
}

/** A link to be mailed: one that signs in, or one to choose a password. It leads back to this page. */
export interface LinkAsked {
  email: string;
  /** Of the account, if the link makes one. */
  name?: string;
  kind: "sign_in" | "choose_password";
}

/** Has a link mailed. The answer is the same whether or not the address is known. */
export function useMailedLink() {
  return useMutation({
    mutationFn: ({ kind, ...asked }: LinkAsked) =>
      sendAuth(kind === "sign_in" ? "sign-in/magic-link" : "request-password", {
        ...asked,
        callbackURL: here(),
      }),
  });
}

/** Leads to an OpenID Connect provider, and from there back to this page. */
export function useProvider() {
  return useMutation({
    mutationFn: ({ provider }: { provider: string }) =>
      sendAuth<{ url: string }>("sign-in/social", { provider, callbackURL: here() }),
    onSuccess: ({ url }) => location.assign(url),
  });
}

/** The address of this page, for who comes back to it. Nobody comes back to ask for a new password. */
function here(): string {
  return location.pathname === "/reset" ? "/" : location.pathname + location.search;
}

/** Signs out. The page starts anew, and forgets what was loaded and what could be undone. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => sendAuth("sign-out"),
    onSuccess: () => {
      forgetOnDevice();
      location.assign("/");
    },
  });
}

/** Signs out, and stays at this address: for somebody with several addresses. */
export function useSignOutHere() {
  return useMutation({
    mutationFn: () => sendAuth("sign-out"),
    onSuccess: () => {
      forgetOnDevice();
      location.reload();
    },
  });
}

const organisations = queryOptions({
  queryKey: ["auth", "organisations"],
  queryFn: () => readAuth<{ id: string; name: string }[]>("organization/list"),
});

/** The organisations of who has signed in, by name. */
export function useOrganisations(isPerson: boolean) {
  return useQuery({
    ...organisations,
    enabled: isPerson,
    select: (all) => all.toSorted((a, b) => a.name.localeCompare(b.name)),
  });
}

/** Goes on in another organisation. The page starts anew. */
export function useChooseOrganisation() {
  return useMutation({
    mutationFn: (organizationId: string) => chooseOrganisation(organizationId),
    onSuccess: () => location.assign("/"),
  });
}

function chooseOrganisation(organizationId: string): Promise<unknown> {
  return sendAuth("organization/set-active", { organizationId });
}

/**
 * Goes on after signing in again: where the same person stopped, with everything read anew. For another person
 * the page starts anew.
 */
export function useGoOn({ id, organisation }: Me) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const now = await client.me.get.query();
      if (now.id !== id) return location.assign("/");
      // A new session begins in the organisation that was joined first.
      if (now.organisation.id !== organisation.id) await chooseOrganisation(organisation.id);
      await cache.invalidateQueries();
    },
  });
}
