import { issuesIn } from "@coulisses/api/kit/issue";
import { authorize } from "@coulisses/api/kit/context";
import {
  type CodeWithoutCurrent,
  DomainError,
  invalidInput,
  toProblem,
} from "@coulisses/api/kit/errors";
import { id } from "@coulisses/api/kit/ids";
import { text } from "@coulisses/api/kit/text";
import { permissions, scopes } from "@coulisses/api/permissions";
import type { DB } from "@coulisses/database/tables";
import { sendProblem } from "@coulisses/rest/answer";
import { acceptJsonOnly, fromFastify } from "@coulisses/rest/json";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Kysely } from "kysely";
import { z } from "zod";
import { callerFromInvitation } from "./invitations.ts";
import { address, type Asking, callerIn, changeMembership, operations } from "./memberships.ts";
import type { People } from "./people.ts";
import { type LinkOptions, mailedLinks, password, placeOf } from "./mailed-links-plugin.ts";
import { languageOf } from "../plugins/language.ts";
import type { RateLimits } from "../plugins/rate-limit.ts";
import { refusalIn } from "./sign-in-refusals.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The schema of what a route takes. */
    input?: z.ZodType;
  }
}

interface AuthOptions extends LinkOptions {
  db: Kysely<DB>;
}

/**
 * The routes of better-auth that are served, and no others. What concerns an organisation passes
 * the gate first, and changes it only on record.
 */
export async function auth(app: FastifyInstance, options: AuthOptions): Promise<void> {
  const { people, limits, forgetCallers, onError } = options;
  acceptJsonOnly(app, JSON.parse);
  app.setErrorHandler((error, request, reply) => {
    const trpcError = fromFastify(error);
    onError(trpcError, request);
    return sendProblem(reply, toProblem(trpcError, languageOf(request)));
  });
  app.addHook("onRequest", async ({ method, headers: { origin, cookie } }, reply) => {
    reply.header("cache-control", "no-store");
    if (method === "GET" || (cookie ?? origin) === undefined) return;
    if (!people.isTrustedOrigin(origin))
      throw new DomainError("forbidden", { reason: "other_origin" });
  });
  app.addHook("onClose", () => people.settled());
  await app.register(mailedLinks, { people, limits, forgetCallers, onError });
  serveSignIn(app, options);
  serveSessions(app, options);
  if (people.answerByProvider) serveProvider(app, options, people.answerByProvider);
  serveOrganisations(app, options);
}

type Handler<Input> = (
  input: Input,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<unknown>;

/** The paths that ask for a link, and its kind. */
const linkPaths = [
  ["/sign-in/magic-link", "sign_in"],
  ["/request-password", "choose_password"],
] as const;

/** Sign-in routes, which an attacker may try, and so are limited to few attempts. */
function serveSignIn(app: FastifyInstance, options: AuthOptions): void {
  const { people, limits } = options;
  const post = serving(app, "POST", limits.attempts);
  const plainly = answering(options, people.answer);
  const callbackURL = placeOf(people).optional();
  const email = address;

  serving(app, "GET")("/sign-in-ways", nothing, async (_input, _request, reply) => {
    const { provider, mail } = people;
    const providers = provider === undefined ? [] : [{ provider: "oidc", name: provider }];
    reply.send({ mail: mail.isAvailable, providers });
  });
  const asked = z.strictObject({ email, name: personName.optional(), callbackURL });
  for (const [path, kind] of linkPaths)
    post(path, asked, async (input, request, reply) => {
      people.mail.assertAvailable();
      // After the answer, so that it takes the same time for known and unknown addresses.
      const language = languageOf(request);
      people.afterwards(() => people.sendLink({ ...input, kind, language }));
      reply.send({ status: true });
    });
  post("/sign-in/email", z.strictObject({ email, password: anyPassword, callbackURL }), plainly);
  post(
    "/change-password",
    z.strictObject({
      currentPassword: anyPassword,
      newPassword: password,
      revokeOtherSessions: z.boolean().default(true),
    }),
    plainly,
  );
}

/** Routes about the signed-in person only. */
function serveSessions(app: FastifyInstance, options: AuthOptions): void {
  const [get, post] = [serving(app, "GET"), serving(app, "POST")];
  const plainly = answering(options, options.people.answer);
  get("/get-session", nothing, plainly);
  get("/list-sessions", nothing, plainly);
  get("/organization/list", nothing, plainly);
  get("/organization/list-user-invitations", nothing, plainly);
  post("/sign-out", nothing, plainly);
  post("/revoke-session", z.strictObject({ token }), plainly);
  post("/revoke-sessions", nothing, plainly);
  post("/revoke-other-sessions", nothing, plainly);
  post("/update-user", z.strictObject({ name: personName }), plainly);
}

/** Signing in through an OpenID Connect provider. */
function serveProvider(app: FastifyInstance, options: AuthOptions, answer: People["answer"]): void {
  const callbackURL = placeOf(options.people).optional();
  const start = z.strictObject({ provider: z.literal("oidc"), callbackURL });
  const { attempts } = options.limits;
  serving(app, "POST", attempts)("/sign-in/social", start, answering(options, answer));
  const sent = token.optional();
  const end = z.object({ code: sent, state: sent, iss: sent, error: sent });
  serving(app, "GET", attempts)("/callback/oidc", end, answering(options, answer));
}

/** Routes about an organisation: its members and invitations. */
function serveOrganisations(app: FastifyInstance, options: AuthOptions): void {
  const { people, db, forgetCallers } = options;
  const [get, post] = [serving(app, "GET"), serving(app, "POST")];
  const plainly = answering(options, people.answer);
  const asking = async ({ headers, id: request_id }: FastifyRequest): Promise<Asking> => {
    const session = await people.sessionOf(headers);
    if (!session) throw new DomainError("unauthenticated", { reason: "no_session" });
    return { session, request_id };
  };

  get("/organization/get-invitation", z.object({ id }), async (input, request, reply) => {
    const { session } = await asking(request);
    await callerFromInvitation(db, session, input.id);
    await plainly(input, request, reply);
  });
  const chosen = z.strictObject({ organizationId: id });
  post("/organization/set-active", chosen, async (input, request, reply) => {
    const { session } = await asking(request);
    await callerIn(db, session, input.organizationId);
    await plainly(input, request, reply);
  });
  const named = z.object({ organizationId: id.optional() });
  for (const path of ["/organization/list-invitations", "/organization/list-members"])
    get(path, named, async ({ organizationId }, request, reply) => {
      const { session, request_id } = await asking(request);
      const caller = await callerIn(db, session, organizationId ?? session.organisation_id);
      const { organisation } = authorize(
        { caller, permissions, scopes, request_id },
        `/auth${path}`,
      );
      await plainly({ organizationId: organisation.id }, request, reply);
    });

  for (const [path, operation] of Object.entries(operations))
    post(path, operation.input, async (input, request, reply) => {
      if (operation.letter) people.mail.assertAvailable();
      const asked = { ...(await asking(request)), path, operation, input };
      const answer = await changeMembership(db, asked, {
        put: (trx, becomes, body) =>
          people.answerWithin(trx, becomes, toWebRequest(people, request, body)),
        read: async (response) => ({ response, body: await bodyOf(response) }),
      });
      forgetCallers();
      const language = languageOf(request);
      const letter = operation.letter?.(db, { url: people.url, language, answer: answer.body });
      if (letter) people.afterwards(async () => people.mail.send(await letter));
      sendAs(reply, answer);
    });
}

const token = text(4096);
const personName = text(255);
const nothing = z.strictObject({});
const anyPassword = text(128);

/** Makes the route of one path and method: `handle` gets the parsed input. */
function serving(
  app: FastifyInstance,
  method: "GET" | "POST",
  preHandler?: RateLimits["attempts"],
) {
  return <Input>(url: string, schema: z.ZodType<Input>, handle: Handler<Input>): void => {
    app.route({
      method,
      url,
      config: { input: schema },
      // A HEAD of the provider's callback would use its code up.
      exposeHeadRoute: false,
      ...(preHandler && { preHandler }),
      async handler(request, reply) {
        const parsed = schema.safeParse((method === "GET" ? request.query : request.body) ?? {});
        if (!parsed.success) throw invalidInput(issuesIn(parsed.error.issues));
        await request.deadline.run(() => handle(parsed.data, request, reply));
        return reply;
      },
    });
  };
}

/** Passes better-auth's answer on. */
function answering(
  { people, forgetCallers }: AuthOptions,
  answer: People["answer"],
): Handler<object> {
  return async (input, request, reply) => {
    // Done before anything is sent: better-auth takes a database that does not answer for a session that
    // does not exist, or for success.
    const response = await request.deadline.run(() => answer(toWebRequest(people, request, input)));
    sendAs(reply, { response, body: await bodyOf(response) });
    if (request.method === "POST") forgetCallers();
  };
}

/** The headers that better-auth looks at. */
const passedOn = ["cookie", "origin", "user-agent"];

function toWebRequest({ url }: People, request: FastifyRequest, input: object): Request {
  // The path as its route has it: a caller may spell it in other ways.
  const target = new URL(request.routeOptions.url ?? "", url);
  const headers = new Headers();
  for (const name of passedOn) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  if (request.method === "GET") {
    for (const [name, value] of Object.entries(input))
      if (value !== undefined) target.searchParams.set(name, String(value));
    return new Request(target, { headers });
  }
  headers.set("content-type", "application/json");
  return new Request(target, { method: "POST", headers, body: JSON.stringify(input) });
}

/** better-auth's answer; a refusal is thrown. */
async function bodyOf(response: Response): Promise<string> {
  const body = await response.text();
  if (response.status < 400) return body;
  const code = codes.get(response.status);
  // Its cause is logged already.
  if (!code) throw new Error(`better-auth answered ${response.status}`);
  throw new DomainError(code, refusalIn(body));
}

const codes = new Map<number, CodeWithoutCurrent>([
  [400, "invalid_input"],
  [401, "unauthenticated"],
  [403, "forbidden"],
  [404, "not_found"],
  [409, "already_exists"],
  [422, "invalid_input"],
]);

function sendAs(
  reply: FastifyReply,
  { response: { status, headers }, body }: { response: Response; body: string },
): void {
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  const location = headers.get("location");
  if (location !== null) reply.header("location", location);
  reply.code(status).type("application/json; charset=utf-8").send(body);
}
