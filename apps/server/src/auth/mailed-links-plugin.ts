import { DomainError, toProblem } from "@coulisses/api/kit/errors";
import { must } from "@coulisses/api/kit/must";
import { text } from "@coulisses/api/kit/text";
import type { Language } from "@coulisses/messages";
import { fromFastify } from "@coulisses/rest/json";
import type { TRPCError } from "@trpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { passwordLength } from "./limits.ts";
import { type LinkKind, linkPages } from "./mail.ts";
import { type Page, render, styleSource } from "./pages.ts";
import type { People } from "./people.ts";
import { languageOf, preferredLanguage, setLanguageHeaders } from "../plugins/language.ts";
import type { RateLimits } from "../plugins/rate-limit.ts";

export interface LinkOptions {
  people: People;
  limits: Pick<RateLimits, "attempts">;
  /** Called when a session or its rights have changed. */
  forgetCallers: () => void;
  onError: (error: TRPCError, request: FastifyRequest) => void;
}

export const password = text(passwordLength.most, passwordLength.least);

/** Where a browser may be redirected: to a page of this server or of a trusted origin. */
export function placeOf({ url, isTrustedOrigin }: People) {
  return text(2000).refine(
    (place) => {
      const target = URL.parse(place, url);
      // blob: has the origin of the URL in it.
      return target !== null && /^https?:$/.test(target.protocol) && isTrustedOrigin(target.origin);
    },
    must({ issue: "trusted_place" }),
  );
}

/**
 * The pages that mailed links lead to. To open one changes nothing, for mail scanners and previews open
 * links too: a form on the page uses the link up. So only these paths accept forms.
 */
export async function mailedLinks(app: FastifyInstance, options: LinkOptions): Promise<void> {
  const { people, onError } = options;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: 16 * 1024 },
    async (_request: unknown, body: string) => Object.fromEntries(new URLSearchParams(body)),
  );
  app.addHook("onRequest", async ({ method, headers: { origin } }) => {
    // Or any page could sign its reader in to an account of its choice (login CSRF).
    if (method === "POST" && !people.isTrustedOrigin(origin))
      throw new DomainError("forbidden", { reason: "form_of_other_page" });
  });
  app.setErrorHandler((error, request, reply) => {
    const trpcError = fromFastify(error);
    onError(trpcError, request);
    const language = languageOf(request);
    const { status, retry_after } = toProblem(trpcError, language);
    if (retry_after !== undefined) reply.header("retry-after", retry_after);
    const kind = status === 422 ? "gone" : "failed";
    return sendPage(reply.code(status), { kind }, { language });
  });
  serve(app, options, "sign_in");
  serve(app, options, "choose_password");
}

function serve(app: FastifyInstance, options: LinkOptions, kind: LinkKind): void {
  const { people, limits, forgetCallers } = options;
  const url = linkPages[kind];
  const Link = z.object({ token: text(4096), callbackURL: placeOf(people).default("/") });
  const Typed = z.object({
    password: kind === "choose_password" ? password : z.never().optional(),
  });

  /** Shows the form, which uses the link up when it is sent. */
  async function ask(reply: FastifyReply, fields: z.output<typeof Link>, isRefused = false) {
    const email = await people.addressOf(fields.token);
    if (email === undefined) return sendGone(reply.code(410));
    const { origin } = new URL(fields.callbackURL, people.url);
    const preferred = preferredLanguage(reply.request.headers["accept-language"]);
    const language = preferred ?? (await people.languageOf(email)) ?? languageOf(reply.request);
    return sendPage(reply, { kind, email, fields, isRefused }, { language, target: origin });
  }

  app.get(url, { config: { input: Link } }, async (request, reply) => {
    const link = Link.safeParse(request.query);
    if (!link.success) return sendGone(reply.code(422));
    return ask(reply, link.data);
  });
  const config = { input: Link.extend(Typed.shape) };
  app.post(url, { config, preHandler: limits.attempts }, async (request, reply) => {
    const link = Link.safeParse(request.body);
    if (!link.success) return sendGone(reply.code(422));
    const typed = Typed.safeParse(request.body);
    if (!typed.success) return ask(reply.code(422), link.data, true);
    const { token, callbackURL } = link.data;
    const userAgent = request.headers["user-agent"];
    const cookies = await people.openLink({ token, userAgent, ...typed.data });
    if (cookies === undefined) return sendGone(reply.code(410));
    forgetCallers();
    return reply.header("set-cookie", cookies).redirect(new URL(callbackURL, people.url).href, 303);
  });
}

function sendGone(reply: FastifyReply): FastifyReply {
  return sendPage(reply, { kind: "gone" }, { language: languageOf(reply.request) });
}

interface Sent {
  language: Language;
  /** The final redirect of the form: browsers check `form-action` for redirects too. */
  target?: string;
}

function sendPage(
  reply: FastifyReply,
  page: Page,
  { language, target = "'self'" }: Sent,
): FastifyReply {
  const policy = [
    "default-src 'none'",
    `style-src ${styleSource}`,
    `form-action 'self' ${target}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  setLanguageHeaders(reply, language);
  return reply
    .headers({
      "content-security-policy": policy.join("; "),
      // The link stays out of every Referer. With no-referrer, the Origin of the form would be "null".
      "referrer-policy": "strict-origin",
    })
    .type("text/html; charset=utf-8")
    .send(render(page, language));
}
