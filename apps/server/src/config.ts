import { timeZone } from "@coulisses/api/kit/time";
import { z } from "zod";

const port = z
  .string()
  .regex(/^\d{1,5}$/, "must be a port, 0 to 65535")
  .transform(Number)
  .refine((value) => value <= 65_535, "must be a port, 0 to 65535");

const seconds = z
  .string()
  .regex(/^\d{1,4}(?:\.\d{1,3})?$/, "must be a number of seconds, such as 10 or 0.5")
  .transform(Number)
  .refine((value) => value > 0, "must be more than 0");

const databaseUrl = z
  .string()
  .refine(
    (value) => value === "memory://" || isUrl(value, ["postgres:", "postgresql:"]) || isFile(value),
    "must be postgres://user:password@host:port/database, file:///directory or memory://",
  );

const origins = z
  .string()
  .transform((value) => value.split(",").map((origin) => origin.trim()))
  .refine(
    (values) =>
      values.every((value) => isUrl(value, ["http:", "https:"]) && new URL(value).origin === value),
    "must be origins such as https://planning.example.org, separated by commas",
  );

const webAddress = z
  .string()
  .refine(
    (value) => isUrl(value, ["http:", "https:"]) && new URL(value).origin === value,
    "must be an origin such as https://planning.example.org",
  );

const proxy = z.union([
  z.enum(["loopback", "linklocal", "uniquelocal"]),
  z.ipv4(),
  z.ipv6(),
  z.cidrv4(),
  z.cidrv6(),
]);

const proxies = z
  .string()
  .transform((value) => value.split(",").map((address) => address.trim()))
  .refine(
    (values) => values.every((value) => proxy.safeParse(value).success),
    "must be addresses such as 10.0.0.0/8 or loopback, separated by commas",
  );

const secondsOrNone = z
  .string()
  .regex(/^\d{1,4}(?:\.\d{1,3})?$/, "must be a number of seconds, such as 10, or 0")
  .transform(Number);

/** Every setting, by the name of its environment variable; an empty variable counts as unset. */
const Config = z.object({
  HOST: z.string().default("127.0.0.1").describe("Address to listen on."),
  PORT: port.default(8000).describe("Port to listen on; 0 takes a free one."),
  ADMIN_HOST: z
    .string()
    .default("127.0.0.1")
    .describe("Address of the operations listener. Who reaches it sees how much the server does."),
  ADMIN_PORT: port
    .optional()
    .describe(
      "Port of the operations listener (`/livez`, `/readyz`, `/metrics`); 0 takes a free one. Without it there is none.",
    ),
  DRAIN_SECONDS: secondsOrNone
    .default(0)
    .describe(
      "Seconds between SIGTERM, which makes `/readyz` answer 503, and the end of listening: as long as a balancer takes to notice.",
    ),
  DATABASE_URL: databaseUrl
    .default(new URL("../../../.data", import.meta.url).href)
    .describe("Where the rows are: `postgres://…`, `file:///directory` or `memory://`."),
  DATABASE_DIRECT_URL: z
    .string()
    .refine((value) => isUrl(value, ["postgres:", "postgresql:"]), "must be postgres://…")
    .optional()
    .describe(
      "The same database without the connection pooler that `DATABASE_URL` leads to: for the one connection by which a process hears of the changes of others. Behind a pooler and without it, changes of other processes show up to a second later.",
    ),
  DATABASE_CONNECTIONS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, "must be a number of connections, 1 to 9999")
    .transform(Number)
    .default(10)
    .describe("Connections to a PostgreSQL server that are open at once, at most."),
  REQUEST_TIMEOUT: seconds
    .default(10)
    .describe("Seconds that a request may take; then it is cancelled and answered 503."),
  LOCK_TIMEOUT: seconds
    .default(2)
    .describe(
      "Seconds that a request waits for a lock, or for a connection while all are in use; then it is answered 503.",
    ),
  SEND_TIMEOUT: seconds
    .default(60)
    .describe("Seconds in which a caller must have read an answer; then the connection is ended."),
  MAX_EVENT_LOOP_DELAY: z
    .string()
    .regex(/^\d{1,6}$/, "must be a number of milliseconds, or 0 for no limit")
    .transform(Number)
    .default(2000)
    .describe(
      "Milliseconds that the event loop may be late, on average over a second; above it requests are answered 503. 0 for no limit.",
    ),
  MAX_MEMORY: z
    .string()
    .regex(/^\d{1,7}$/, "must be a number of MiB, or 0 for no limit")
    .transform(Number)
    .optional()
    .describe(
      "MiB that the process may take; above it requests are answered 503. 0 for no limit. Without one, 90 % of what the container may have.",
    ),
  API_PREFIX: z
    .string()
    .regex(/^(?:\/[\w.~-]+)+$/, "must be a path such as /api/v1")
    .refine(
      (path) => !/^\/(?:auth|docs|trpc|openapi\.json)(?:\/|$)/.test(path),
      "must not be /auth, /docs, /trpc or /openapi.json",
    )
    .default("/api/v1")
    .describe("Path of the REST API."),
  APP_NAME: z.string().default("coulisses").describe("What `GET /health` calls the service."),
  APP_ENV: z
    .enum(["development", "test", "production"], "must be development, test or production")
    .default("development")
    .describe("`development`, `test` or `production`; told by `GET /health`."),
  TIME_ZONE: timeZone
    .optional()
    .describe(
      "Moves the default organisation to this IANA time zone for good; it starts in Europe/Paris.",
    ),
  LOG_LEVEL: z
    .enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "must be fatal, error, warn, info, debug, trace or silent",
    )
    .default("info")
    .describe("The least level that is logged."),
  CORS_ORIGINS: origins
    .default([])
    .describe(
      "Origins whose pages may call the API from a browser, separated by commas; with `AUTH=open` on loopback, pages of this machine may too.",
    ),
  AUTH: z
    .enum(["open", "required"], "must be open or required")
    .default("open")
    .describe("`open`: every caller is the administrator; `required`: callers say who they are."),
  AUTH_OPEN_ANYWHERE: z
    .literal("yes", "must be yes, or not set")
    .optional()
    .describe(
      "`yes` lets `AUTH=open` listen on an address that others can reach: by IP address, or by the host of `PUBLIC_URL`.",
    ),
  AUTH_SECRET: z
    .string()
    .min(32, "must have 32 characters or more")
    .optional()
    .describe("Signs sessions; without one, they end when the server stops."),
  FIRST_ADMIN_EMAIL: z
    .email("must be an email address")
    .toLowerCase()
    .optional()
    .describe(
      "With `AUTH=required`: made administrator of the default organisation while that has no member; the log has a link by which they sign in.",
    ),
  PUBLIC_URL: webAddress
    .optional()
    .describe("Where people reach the server: links in mails, cookies and OIDC go by it."),
  SMTP_URL: z
    .string()
    .refine(
      (value) => isUrl(value, ["smtp:", "smtps:"]),
      "must be smtp://user:password@host:port or smtps://…",
    )
    .optional()
    .describe(
      "Where mail is handed over, `smtp://…` or `smtps://…`; without it, links are logged, and in production refused.",
    ),
  MAIL_FROM: z.string().default("Coulisses <coulisses@localhost>").describe("The sender of mails."),
  OIDC_ISSUER: z
    .string()
    .refine((value) => isUrl(value, ["http:", "https:"]), "must be the URL of an OIDC issuer")
    .optional()
    .describe("An OpenID Connect provider by which people can sign in."),
  OIDC_CLIENT_ID: z.string().optional().describe("Client id at that provider."),
  OIDC_CLIENT_SECRET: z.string().optional().describe("The secret shared with that provider."),
  ANSWER_LIMIT: z
    .string()
    .regex(/^\d{1,9}$/, "must be a number of bytes")
    .transform(Number)
    .refine((value) => value >= 2 ** 20, "must be 1048576 (1 MiB) or more")
    .default(2 ** 22)
    .describe("The most bytes of JSON in one answer; the calls of a batch share them."),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine((value) => isUrl(value, ["http:", "https:"]), "must be the URL of an OTLP receiver")
    .optional()
    .describe(
      "An OpenTelemetry receiver for traces, by OTLP over HTTP: `http://127.0.0.1:4318`. Other `OTEL_…` variables are OpenTelemetry's own.",
    ),
  RATE_LIMIT: z
    .string()
    .regex(/^\d{1,9}$/, "must be a number of requests, or 0 for no limits")
    .transform(Number)
    .optional()
    .describe(
      "Requests a minute for each key or person; requests without key or session are counted per address. 0 lifts all limits. Without one, 600 with `AUTH=required`, and no limits with `AUTH=open`.",
    ),
  REDIS_URL: z
    .string()
    .refine(
      (value) => isUrl(value, ["redis:", "rediss:"]),
      "must be redis://user:password@host:port or rediss://…",
    )
    .optional()
    .describe("A Redis in which several servers count requests together, `redis://…`."),
  TRUST_PROXY: proxies
    .optional()
    .describe(
      "Reverse proxies whose `X-Forwarded-For` is believed: addresses, or `loopback`, separated by commas.",
    ),
});

export type Config = z.output<typeof Config>;

/** The settings with their defaults and meaning, for the table in docs/operations.md. */
export const settings = Config.shape;

/** Says which environment variables cannot be used, one sentence each. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/**
 * Reads the settings from environment variables.
 *
 * @throws ConfigError with a sentence for each bad value
 * @example
 * const config = readConfig(process.env);
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const set = Object.entries(environment).filter(([, value]) => value !== "");
  const parsed = Config.safeParse(Object.fromEntries(set));
  // The value is not repeated: a database's URL holds a password.
  const sentences = parsed.success
    ? contradictions(parsed.data)
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`);
  if (parsed.success && sentences.length === 0) return parsed.data;
  throw new ConfigError(sentences.join("\n"));
}

/** Settings that are valid alone, but not together. */
function contradictions(config: Config): string[] {
  const {
    AUTH,
    HOST,
    PORT,
    ADMIN_HOST,
    ADMIN_PORT,
    OIDC_ISSUER,
    OIDC_CLIENT_ID,
    OIDC_CLIENT_SECRET,
  } = config;
  const sentences: string[] = [];
  if (AUTH === "open" && !isLoopback(HOST) && config.AUTH_OPEN_ANYWHERE !== "yes")
    sentences.push(
      `AUTH=open makes everybody who reaches HOST=${HOST} an administrator: set AUTH=required, or AUTH_OPEN_ANYWHERE=yes if that is meant.`,
    );
  if (AUTH === "required" && config.AUTH_SECRET === undefined)
    sentences.push("AUTH_SECRET must be set for AUTH=required: 32 random characters or more.");
  if (AUTH === "required" && config.APP_ENV === "production" && config.PUBLIC_URL === undefined)
    sentences.push("PUBLIC_URL must be set for AUTH=required in production.");
  if (ADMIN_PORT !== undefined && ADMIN_PORT !== 0 && ADMIN_PORT === PORT && ADMIN_HOST === HOST)
    sentences.push("ADMIN_PORT must not be PORT: the operations listener has a port of its own.");
  const oidc = [OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET];
  if (oidc.includes(undefined) && oidc.some((value) => value !== undefined))
    sentences.push("OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together.");
  return sentences;
}

/** Whether only programs on this machine can reach an address to listen on, or the host of a URL. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/.test(host);
}

function isFile(value: string): boolean {
  return isUrl(value, ["file:"]) && new URL(value).host === "";
}

function isUrl(value: string, protocols: string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}
