import { hash } from "node:crypto";
import { type Language, type CodedPage, type PageTexts, textOfPage } from "@coulisses/messages";
import { linkMinutes, passwordLength } from "./limits.ts";
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

const contents: { [Kind in Page["kind"]]: CodedPage<Kind> } = {
  sign_in: { page: "sign_in", params: undefined },
  choose_password: { page: "choose_password", params: passwordLength },
  gone: { page: "gone", params: { minutes: linkMinutes } },
  failed: { page: "failed", params: undefined },
};

/** A whole page, without scripts and without anything from elsewhere. */
export function render(page: Page, language: Language): string {
  const { title, lead } = textOfPage(contents[page.kind], language);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} – Coulisses</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="brand">Coulisses</p>
<h1>${escape(title)}</h1>
<p>${escape(lead)}</p>
${"email" in page ? formOf(page, language) : ""}
</main>
</body>
</html>
`;
}

function formOf(
  { kind, email, fields, isRefused = false }: Extract<Page, { email: string }>,
  language: Language,
): string {
  const { button, note } = textOfPage(contents[kind], language);
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`,
  );
  const typed =
    kind === "choose_password"
      ? passwordFields(email, textOfPage(contents.choose_password, language), isRefused)
      : "";
  return `<form method="post" action="?">
${hidden.join("\n")}
<p class="address">${escape(email)}</p>
${typed}
<button type="submit">${escape(button)}</button>
</form>
<p class="note">${escape(note)}</p>`;
}

function passwordFields(
  email: string,
  texts: PageTexts["choose_password"],
  isRefused: boolean,
): string {
  const { label, hint } = texts;
  const { least, most } = passwordLength;
  // Password managers keep a password under the address that they find in a field, seen or not.
  return `<input class="unseen" type="email" value="${escape(email)}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
<label for="password">${escape(label)}</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="${least}" maxlength="${most}" required aria-describedby="hint"${isRefused ? ' aria-invalid="true"' : ""}>
<p id="hint"${isRefused ? ' class="refused" role="alert"' : ""}>${escape(hint)}</p>`;
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
