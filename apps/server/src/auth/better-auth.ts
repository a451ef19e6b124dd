import { firstOrganisationOf, isInvited } from "@coulisses/api/members/queries";
import type { DB } from "@coulisses/database/tables";
import { betterAuth, type BetterAuthOptions } from "better-auth";
import { APIError } from "better-auth/api";
import { createAccessControl } from "better-auth/plugins/access";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { magicLink } from "better-auth/plugins/magic-link";
import { organization } from "better-auth/plugins/organization";
import { defaultStatements } from "better-auth/plugins/organization/access";
import type { FastifyBaseLogger } from "fastify";
import { CamelCasePlugin, type Kysely } from "kysely";
import { type Config, isLoopback } from "../config.ts";
import { invitationDays, linkMinutes, passwordLength } from "./limits.ts";
import { type Letter, linkPages } from "./mail.ts";
import type { Becoming } from "./memberships.ts";
import { hashOfToken } from "./token-hash.ts";

/** What an instance of better-auth is built from. */
export interface Build {
  url: string;
  origins: Set<string>;
  secret: string;
  log: FastifyBaseLogger;
  post: (letter: Letter) => void;
  /** The fields of memberships that it makes or changes. */
  becomes?: Becoming;
  /** Asked for their settings as soon as it is built. */
  providers?: Provider[];
}

type Provider = Parameters<typeof genericOAuth>[0]["config"][number];

const access = createAccessControl(defaultStatements);

const days = 24 * 60 * 60;

/** Members or invitations that an organisation may have: better-auth would stop at 100. */
const most = 100_000;

export type BetterAuth = ReturnType<typeof authOn>;

/** better-auth on our tables. To build one takes two milliseconds. */
export function authOn(db: Kysely<DB>, build: Build) {
  const { url, origins, secret, log, post, providers = [] } = build;
  const { becomes = { artist: null, shares_busy: false } } = build;
  return betterAuth({
    baseURL: url,
    basePath: "/auth",
    secret,
    trustedOrigins: [...origins],
    // Not our database, but the format of its values: times as text, and ids made by the program. No SQL
    // of SQLite's own is sent.
    database: { db: db.withPlugin(new CamelCasePlugin()), type: "sqlite" },
    user: { modelName: "users" },
    session: { modelName: "sessions", expiresIn: 7 * days },
    account: {
      modelName: "accounts",
      updateAccountOnSignIn: false,
      storeStateStrategy: "cookie",
    },
    verification: { modelName: "verifications", storeIdentifier: "hashed" },
    emailAndPassword: {
      enabled: true,
      // Nobody chooses a password before they have proven that the address is theirs.
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
    },
    plugins: [
      magicLink({
        storeToken: { type: "custom-hasher", hash: async (token) => hashOfToken(token) },
        expiresIn: linkMinutes * 60,
        sendMagicLink: async ({ email, url: link, metadata }) => {
          const kind = metadata?.["kind"] === "choose_password" ? "choose_password" : "sign_in";
          const language = metadata?.["language"] === "fr" ? "fr" : "en";
          const page = link.replace(linkPages.sign_in, linkPages[kind]);
          const content = { mail: kind, params: { minutes: linkMinutes } } as const;
          post({ content, to: email, language, link: page });
        },
      }),
      organizationPlugin(becomes),
      genericOAuth({ config: providers }),
    ],
    databaseHooks: hooksOn(db),
    advanced: {
      cookiePrefix: "coulisses",
      useSecureCookies: isSecure(url),
      // In tests too.
      disableOriginCheck: false,
      ipAddress: { disableIpTracking: true },
      database: { generateId: "uuid", validateSchema: false, defaultFindManyLimit: most },
    },
    onAPIError: { throw: true, errorURL: url },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // It would load OpenTelemetry even without a receiver of traces; the request's span is enough.
    experimental: { instrumentation: { enabled: false } },
    logger: {
      level: "error",
      log: (_level, message, ...details) =>
        log.error({ reasons: details.map(reasonOf) }, `better-auth: ${message}`),
    },
  });
}

function isSecure(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return !(protocol === "http:" && isLoopback(hostname));
}

function hooksOn(db: Kysely<DB>): NonNullable<BetterAuthOptions["databaseHooks"]> {
  return {
    user: {
      create: {
        // Answered like a known address.
        before: async ({ email, emailVerified }) => {
          if (!emailVerified) throw forbidden("EMAIL_NOT_VERIFIED");
          if (!(await isInvited(db, email))) throw forbidden("NOT_INVITED");
        },
      },
    },
    session: {
      create: {
        before: async (session) => ({
          data: {
            ...session,
            activeOrganizationId: await firstOrganisationOf(db, session.userId),
          },
        }),
      },
    },
    account: {
      create: {
        // They would give access to the person's account at the provider, and are never used.
        before: async (account) => ({
          data: { ...account, accessToken: null, refreshToken: null, idToken: null },
        }),
      },
    },
  };
}

/** A refusal with a code that `refusalIn` knows. */
function forbidden(code: string): APIError {
  return new APIError("FORBIDDEN", { code, message: code });
}

function organizationPlugin({ artist, shares_busy }: Becoming) {
  const artistId = { type: "string", required: false, fieldName: "artistId" } as const;
  const organizationId = "organisationId";
  return organization({
    roles: {
      admin: access.newRole({
        member: ["create", "update", "delete"],
        invitation: ["create", "cancel"],
      }),
      planner: access.newRole({}),
      viewer: access.newRole({}),
      artist: access.newRole({}),
    },
    creatorRole: "admin",
    allowUserToCreateOrganization: false,
    disableOrganizationDeletion: true,
    requireEmailVerificationOnInvitation: true,
    invitationExpiresIn: invitationDays * days,
    membershipLimit: most,
    invitationLimit: most,
    schema: {
      session: { fields: { activeOrganizationId: "activeOrganisationId" } },
      organization: { modelName: "organisations" },
      member: {
        modelName: "members",
        fields: { organizationId },
        additionalFields: {
          artist_id: {
            ...artistId,
            input: false,
            // In one statement with the role: in between the two would contradict each other.
            defaultValue: () => artist,
            onUpdate: () => artist,
          },
          shares_busy: {
            type: "boolean",
            required: false,
            fieldName: "sharesBusy",
            input: false,
            defaultValue: () => shares_busy,
            onUpdate: () => shares_busy,
          },
        },
      },
      invitation: {
        modelName: "invitations",
        fields: { organizationId },
        additionalFields: { artist_id: artistId },
      },
    },
  });
}

export function providersIn(config: Config): Provider[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = config;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return [];
  return [
    {
      providerId: "oidc",
      discoveryUrl: `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      scopes: ["openid", "email", "profile"],
      pkce: true,
      requireIdTokenVerification: true,
      // An address that the provider has not verified may belong to another person.
      requireEmailVerification: true,
    },
  ];
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.slice(0, 200)}` : typeof error;
}
