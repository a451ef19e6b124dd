import { amounts } from "../amount.ts";
import type { Pages } from "./pages.ts";

const minutesSaid = amounts("en", "minute");

export const english: Pages = {
  sign_in: () => ({
    title: "Sign in",
    lead: "You are about to sign in with this address:",
    button: "Sign in",
    note: "If you did not ask for this, or if this is not your address, close this page.",
  }),
  choose_password: ({ least, most }) => ({
    title: "Choose a password",
    lead: "This will be the password of this address:",
    button: "Save and sign in",
    note: "Other sessions of this address will end. If you did not ask for this, or if this is not your address, close this page.",
    label: "New password",
    hint: `${least} to ${most} characters.`,
  }),
  gone: ({ minutes }) => ({
    title: "This link does not work",
    lead: `It was used, it is more than ${minutesSaid(minutes)} old, or it is incomplete. Ask for a new one.`,
    back: "Go to sign-in",
  }),
  failed: () => ({
    title: "That did not work",
    lead: "Open the link again in a minute. If it fails again, tell the person who runs this server.",
  }),
};
