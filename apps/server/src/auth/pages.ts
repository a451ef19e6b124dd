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
<p class="brand"><span aria-hidden="true">◧</span> Coulisses</p>
<h1>${escape(title)}</h1>
<p>${escape(lead)}</p>
${"email" in page ? formOf(page, language) : wayBack(page, language)}
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

/** A link that does not work leads to the form that mails another. */
function wayBack({ kind }: Page, language: Language): string {
  if (kind !== "gone") return "";
  const { back } = textOfPage(contents[kind], language);
  return `<p><a href="/">${escape(back)}</a></p>`;
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

// The colours and sizes of the web application's screens: apps/web/src/styles/tokens.css.
const style = `
:root { color-scheme: light dark; --surface: light-dark(oklch(0.985 0.003 270), oklch(0.19 0.012 270)); --raised: light-dark(oklch(1 0 0), oklch(0.23 0.014 270)); --text: light-dark(oklch(0.24 0.015 270), oklch(0.94 0.006 270)); --muted: light-dark(oklch(0.48 0.02 270), oklch(0.72 0.018 270)); --line: light-dark(oklch(0.24 0.015 270 / 14%), oklch(0.94 0.006 270 / 16%)); --accent: light-dark(oklch(0.48 0.19 280), oklch(0.74 0.14 280)); --on-accent: light-dark(oklch(1 0 0), oklch(0.18 0.03 280)); --block: light-dark(oklch(0.5 0.19 27), oklch(0.75 0.15 25)); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 1rem; background: var(--surface); color: var(--text); font: 0.875rem/1.45 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
main { width: 100%; max-width: 24rem; padding: 1.5rem; background: var(--raised); border: 1px solid var(--line); border-radius: 8px; }
h1 { margin: 0 0 1rem; font-size: 1.25rem; font-weight: 600; line-height: 1.25; text-wrap: balance; }
p { margin: 0 0 1rem; }
main > :last-child { margin-bottom: 0; }
.brand { color: var(--muted); font-size: 0.8125rem; font-weight: 600; }
.brand span { color: var(--accent); }
.address { overflow-wrap: anywhere; font-weight: 600; }
.note { margin-top: 1rem; color: var(--muted); font-size: 0.8125rem; }
label { display: block; margin-bottom: 0.25rem; color: var(--muted); font-size: 0.8125rem; }
input { width: 100%; height: 44px; padding: 0 0.5rem; border: 1px solid var(--line); border-radius: 4px; background: var(--raised); color: inherit; font: inherit; font-size: 1rem; }
.unseen { position: absolute; width: 1px; height: 1px; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%); }
#hint { margin-top: 0.25rem; color: var(--muted); font-size: 0.8125rem; }
#hint.refused { color: var(--block); font-weight: 600; }
button { width: 100%; min-height: 44px; padding: 0.25rem 0.5rem; border: 0; border-radius: 4px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 500; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (width < 700px) { body { place-items: start center; padding-block-start: 2rem; } main { padding: 1rem; background: none; border: 0; } }
`;

/** What `style-src` must allow, for the pages have their style inline. */
export const styleSource = `'sha256-${hash("sha256", style, "base64")}'`;
