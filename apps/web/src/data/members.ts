import type { Role } from "@coulisses/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { readAuth, sendAuth } from "./auth.ts";
import { server } from "./server.ts";

/** Somebody who belongs to the organisation. */
export interface Member {
  id: string;
  userId: string;
  role: Role;
  artist_id: string | null;
  createdAt: string;
  user: { name: string; email: string };
}

/** An invitation that is not yet accepted, as administrators see it. */
export interface Invited {
  id: string;
  email: string;
  role: Role;
  artist_id: string | null;
  status: string;
  expiresAt: string;
}

/** What a member or an invited person is in the organisation. */
export interface Assignment {
  role: Role;
  /** For the role artist only. */
  artist_id?: string;
}

const membersKey = ["auth", "members"];
const invitationsKey = ["auth", "invitations"];

/** Who belongs to the organisation, by name. */
export function useMembers() {
  return useQuery({
    queryKey: membersKey,
    queryFn: () => readAuth<{ members: Member[] }>("organization/list-members"),
    select: ({ members }) => members.toSorted((a, b) => a.user.name.localeCompare(b.user.name)),
  });
}

/** Changes the role of a member, removes one, or leaves the organisation oneself. */
export function useMemberChanges() {
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries();
  return {
    assign: useMutation({
      mutationFn: (given: Assignment & { memberId: string }) =>
        sendAuth("organization/update-member-role", given),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (memberIdOrEmail: string) =>
        sendAuth("organization/remove-member", { memberIdOrEmail }),
      onSuccess,
    }),
    leave: useMutation({
      mutationFn: () => sendAuth("organization/leave"),
      onSuccess: () => location.assign("/"),
    }),
  };
}

/** Who is invited and has not answered, newest first. */
export function useInvitations() {
  return useQuery({
    queryKey: invitationsKey,
    queryFn: () => readAuth<Invited[]>("organization/list-invitations"),
    select: (all) =>
      all
        .filter(({ status }) => status === "pending")
        .toSorted((a, b) => b.expiresAt.localeCompare(a.expiresAt)),
  });
}

/** Invites somebody, or withdraws an invitation. */
export function useInvitationChanges() {
  const cache = useQueryClient();
  const onSuccess = () => cache.invalidateQueries({ queryKey: invitationsKey });
  return {
    invite: useMutation({
      mutationFn: (given: Assignment & { email: string }) =>
        sendAuth("organization/invite-member", given),
      onSuccess,
    }),
    withdraw: useMutation({
      mutationFn: (invitationId: string) =>
        sendAuth("organization/cancel-invitation", { invitationId }),
      onSuccess,
    }),
  };
}

/** Everybody who can be planned, for an account or a key that acts for one of them. */
export function useArtistOptions() {
  return useQuery({
    ...server.artists.list.queryOptions({ limit: 1000 }),
    select: ({ items }) => items.map(({ id, name }) => ({ value: id, label: name })),
  });
}
