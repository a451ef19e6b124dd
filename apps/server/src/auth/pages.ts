import { hash } from "node:crypto";
import type { Language } from "@coulisses/messages";
import type { LinkKind } from "./mail.ts";

/** A page that a mailed link leads to: it asks its reader to press a button, or tells why it cannot. */
export type Page =
  | { kind: LinkKind; email: string; fields: Fields; isRefused?: boolean }
  | { kind: "gone" | "failed" };

/** What the form sends besides what is typed. */
interface Fields {
  token: string;
  callbackURL: string;
}

interface Text {
  title: string;
  lead: string;
  button?: string;
  note?: string;
}

const texts: Record<Language, Record<Page["kind"], Text>> = {
  fr: {
    sign_in: {
      title: "Connexion",
      lead: "Vous allez vous connecter avec cette adresse :",
      button: "Se connecter",
      note: "Si vous n'avez rien demandé, ou si ce n'est pas votre adresse, fermez cette page.",
    },
    choose_password: {
      title: "Choisir un mot de passe",
      lead: "Ce mot de passe sera celui de cette adresse :",
      button: "Enregistrer et se connecter",
      note: "Les autres sessions ouvertes avec cette adresse seront fermées. Si vous n'avez rien demandé, ou si ce n'est pas votre adresse, fermez cette page.",
    },
    gone: {
      title: "Ce lien ne fonctionne pas",
      lead: "Il a déjà servi, il a plus de quinze minutes, ou il est incomplet. Demandez-en un nouveau.",
    },
    failed: {
      title: "Cela n'a pas fonctionné",
      lead: "Ouvrez de nouveau le lien dans une minute. Si cela continue, prévenez la personne qui s'occupe de ce serveur.",
    },
  },
  en: {
    sign_in: {
      title: "Sign in",
      lead: "You are about to sign in with this address:",
      button: "Sign in",
      note: "If you did not ask for this, or if this is not your address, close this page.",
    },
    choose_password: {
      title: "Choose a password",
      lead: "This will be the password of this address:",
      button: "Save and sign in",
      note: "Other sessions of this address will end. If you did not ask for this, or if this is not your address, close this page.",
    },
    gone: {
      title: "This link does not work",
      lead: "It was used, it is more than fifteen minutes old, or it is incomplete. Ask for a new one.",
    },
    failed: {
      title: "That did not work",
      lead: "Open the link again in a minute. If this goes on, tell the person who runs this server.",
    },
  },
};

const passwordTexts: Record<Language, { label: string; hint: string }> = {
  fr: { label: "Nouveau mot de passe", hint: "De 12 à 128 caractères." },
  en: { label: "New password", hint: "12 to 128 characters." },
};

/** A whole page, without scripts and without anything from elsewhere. */
export function render(page: Page, language: Language): string {
  const { title, lead, note } = texts[language][page.kind];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Coulisses</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="brand">Coulisses</p>
<h1>${title}</h1>
<p>${lead}</p>
${"email" in page ? formOf(page, language) : ""}
${note === undefined ? "" : `<p class="note">${note}</p>`}
</main>
</body>
</html>
`;
}

function formOf(page: Extract<Page, { email: string }>, language: Language): string {
  const { kind, email, fields, isRefused = false } = page;
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`,
  );
  return `<form method="post" action="?">
${hidden.join("\n")}
<p class="address">${escape(email)}</p>
${kind === "choose_password" ? passwordFields(email, { language, isRefused }) : ""}
<button type="submit">${texts[language][kind].button ?? ""}</button>
</form>`;
}

function passwordFields(
  email: string,
  { language, isRefused }: { language: Language; isRefused: boolean },
): string {
  const { label, hint } = passwordTexts[language];
  // Password managers keep a password under the address that they find in a field, seen or not.
  return `<input class="unseen" type="email" value="${escape(email)}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
<label for="password">${label}</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="12" maxlength="128" required aria-describedby="hint"${isRefused ? ' aria-invalid="true"' : ""}>
<p id="hint"${isRefused ? ' class="refused" role="alert"' : ""}>${hint}</p>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

const style = `
:root { color-scheme: light dark; --ink: #1d1b20; --paper: #fff; --ground: #f3f1f5; --quiet: #5f5a66; --line: #cbc6d1; --accent: #6b2140; --on-accent: #fff; --alarm: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8f0; --paper: #242128; --ground: #17151a; --quiet: #aea8b6; --line: #4b4652; --accent: #f0a9c2; --on-accent: #3b0d20; --alarm: #ffb4ab; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 26rem; padding: 2rem; background: var(--paper); border: 1px solid var(--line); border-radius: 0.75rem; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
p { margin: 0 0 1rem; }
main > :last-child { margin-bottom: 0; }
.brand { margin-bottom: 0.25rem; color: var(--accent); font-weight: 600; }
.address { overflow-wrap: anywhere; font-weight: 600; }
.note { margin-top: 1rem; color: var(--quiet); font-size: 0.875rem; }
label { display: block; font-weight: 600; }
input { width: 100%; padding: 0.625rem 0.75rem; border: 1px solid var(--quiet); border-radius: 0.5rem; background: transparent; color: inherit; font: inherit; }
.unseen { position: absolute; width: 1px; height: 1px; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%); }
#hint { margin-top: 0.25rem; color: var(--quiet); font-size: 0.875rem; }
#hint.refused { color: var(--alarm); font-weight: 600; }
button { width: 100%; min-height: 3rem; padding: 0.5rem 1rem; border: 0; border-radius: 0.5rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;

/** What `style-src` must allow, for the pages have their style inline. */
export const styleSource = `'sha256-${hash("sha256", style, "base64")}'`;
