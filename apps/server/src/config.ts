import { z } from "zod";

const port = z
  .string()
  .regex(/^\d{1,5}$/, "must be a port, 0 to 65535")
  .transform(Number)
  .refine((value) => value <= 65_535, "must be a port, 0 to 65535");

const databaseUrl = z
  .string()
  .refine(
    (value) => value === "memory://" || isUrl(value, ["postgres:", "postgresql:"]) || isFile(value),
    "must be postgres://user:password@host:port/database, file:///directory or memory://",
  );

const timeZone = z
  .string()
  .regex(/^[A-Za-z]/, "must be the IANA name of a time zone, such as Europe/Paris")
  .refine(isTimeZone, "must be the IANA name of a time zone, such as Europe/Paris");

const origins = z
  .string()
  .transform((value) => value.split(",").map((origin) => origin.trim()))
  .refine(
    (values) =>
      values.every((value) => isUrl(value, ["http:", "https:"]) && new URL(value).origin === value),
    "must be origins such as https://planning.example.org, separated by commas",
  );

/** Every setting, by the name of its environment variable; an empty variable is an unset one. */
const Config = z.object({
  HOST: z.string().default("127.0.0.1").describe("Address to listen on."),
  PORT: port.default(8000).describe("Port to listen on; 0 takes a free one."),
  DATABASE_URL: databaseUrl
    .default(new URL("../../../.data", import.meta.url).href)
    .describe("Where the rows are: `postgres://…`, `file:///directory` or `memory://`."),
  API_PREFIX: z
    .string()
    .regex(/^(?:\/[\w.~-]+)+$/, "must be a path such as /api/v1")
    .refine(
      (path) => !/^\/(?:docs|trpc|openapi\.json)(?:\/|$)/.test(path),
      "must not be /docs, /trpc or /openapi.json",
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
    .describe("Origins whose pages may call the API from a browser, separated by commas."),
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
  if (parsed.success) return parsed.data;
  // The value is not repeated: a database's URL holds a password.
  const sentences = parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`);
  throw new ConfigError(sentences.join("\n"));
}

function isTimeZone(value: string): boolean {
  try {
    return Temporal.Now.zonedDateTimeISO(value).timeZoneId === value;
  } catch {
    return false;
  }
}

function isFile(value: string): boolean {
  return isUrl(value, ["file:"]) && new URL(value).host === "";
}

function isUrl(value: string, protocols: string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}
