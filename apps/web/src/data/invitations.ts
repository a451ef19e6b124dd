import type { Role } from "@coulisses/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { readAuth, sendAuth } from "./auth.ts";

/** An invitation, as the invited person sees it. */
export interface Invitation {
  id: string;
  email: string;
  role: Role;
  organizationName: string;
  inviterEmail: string;
  expiresAt: string;
}

type OwnInvitation = Omit<Invitation, "inviterEmail"> & { status: string };

/** An invitation of who has signed in. */
export function useInvitation(id: string) {
  return useQuery({
    queryKey: ["auth", "invitation", id],
    queryFn: () => readAuth<Invitation>("organization/get-invitation", { id }),
  });
}

/** The open invitations of who has signed in. */
export function useOwnInvitations() {
  return useQuery({
    queryKey: ["auth", "own-invitations"],
    queryFn: () => readAuth<OwnInvitation[]>("organization/list-user-invitations"),
    select: (all) => all.filter(isOpen),
  });
}

function isOpen({ status, expiresAt }: OwnInvitation): boolean {
  const now = Temporal.Now.instant();
  return status === "pending" && Temporal.Instant.compare(expiresAt, now) > 0;
}

/** Accepts an invitation: the page starts anew, in the organisation. */
export function useAccept() {
  return useMutation({
    mutationFn: (accepted: { invitationId: string; shares_busy?: boolean }) =>
      sendAuth("organization/accept-invitation", accepted),
    onSuccess: () => location.assign("/"),
  });
}

/** Declines an invitation. */
export function useDecline() {
  return useMutation({
    mutationFn: (declined: { invitationId: string }) =>
      sendAuth("organization/reject-invitation", declined),
  });
}
