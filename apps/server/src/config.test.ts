import { describe, expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("every setting has a default", () => {
  expect(readConfig({ PATH: "/usr/bin" })).toEqual({
    HOST: "127.0.0.1",
    PORT: 8000,
    ADMIN_HOST: "127.0.0.1",
    DRAIN_SECONDS: 0,
    DATABASE_URL: expect.stringMatching(/^file:\/\/.*\/\.data$/),
    DATABASE_CONNECTIONS: 10,
    REQUEST_TIMEOUT: 10,
    LOCK_TIMEOUT: 2,
    SEND_TIMEOUT: 60,
    MAX_EVENT_LOOP_DELAY: 2000,
    API_PREFIX: "/api/v1",
    APP_NAME: "coulisses",
    APP_ENV: "development",
    LOG_LEVEL: "info",
    CORS_ORIGINS: [],
    AUTH: "open",
    ANSWER_LIMIT: 4_194_304,
    MAIL_FROM: "Coulisses <coulisses@localhost>",
  });
});

test("an empty variable counts as unset", () => {
  expect(readConfig({ PORT: "", TIME_ZONE: "" })).toEqual(readConfig({}));
});

describe("a valid value is accepted", () => {
  test.each([
    { name: "PORT", text: "0", value: 0 },
    { name: "DATABASE_URL", text: "memory://", value: "memory://" },
    { name: "DATABASE_URL", text: "postgresql://h/d", value: "postgresql://h/d" },
    { name: "API_PREFIX", text: "/planning", value: "/planning" },
    { name: "TIME_ZONE", text: "Pacific/Noumea", value: "Pacific/Noumea" },
    {
      name: "CORS_ORIGINS",
      text: "https://a.example, http://localhost:5173",
      value: ["https://a.example", "http://localhost:5173"],
    },
    { name: "ANSWER_LIMIT", text: "1048576", value: 1_048_576 },
    { name: "RATE_LIMIT", text: "0", value: 0 },
    { name: "ADMIN_PORT", text: "0", value: 0 },
    { name: "DRAIN_SECONDS", text: "7.5", value: 7.5 },
    { name: "REDIS_URL", text: "rediss://u:p@h:6380/1", value: "rediss://u:p@h:6380/1" },
    {
      name: "TRUST_PROXY",
      text: "loopback, 10.0.0.0/8,2001:db8::1",
      value: ["loopback", "10.0.0.0/8", "2001:db8::1"],
    },
  ])("$name=$text", ({ name, text, value }) => {
    expect(readConfig({ [name]: text })).toMatchObject({ [name]: value });
  });
});

describe("an invalid value is reported in a sentence", () => {
  test.each([
    { name: "PORT", text: "http", says: "PORT must be a port, 0 to 65535." },
    { name: "SEND_TIMEOUT", text: "0", says: "SEND_TIMEOUT must be more than 0" },
    { name: "MAX_EVENT_LOOP_DELAY", text: "1s", says: "MAX_EVENT_LOOP_DELAY must be a number of" },
    { name: "MAX_MEMORY", text: "1GB", says: "MAX_MEMORY must be a number of MiB, or 0 for no" },
    {
      name: "OTEL_EXPORTER_OTLP_ENDPOINT",
      text: "x:1",
      says: "must be the URL of an OTLP receiver",
    },
    { name: "ADMIN_PORT", text: "no", says: "ADMIN_PORT must be a port, 0 to 65535." },
    { name: "DRAIN_SECONDS", text: "-1", says: "DRAIN_SECONDS must be a number of seconds" },
    { name: "PORT", text: "65536", says: "PORT must be a port, 0 to 65535." },
    {
      name: "DATABASE_URL",
      text: "mysql://u:secret@h/d",
      says: "DATABASE_URL must be postgres://",
    },
    { name: "DATABASE_URL", text: "planning.db", says: "DATABASE_URL must be postgres://" },
    { name: "DATABASE_URL", text: "file://relative", says: "DATABASE_URL must be postgres://" },
    { name: "API_PREFIX", text: "/docs", says: "API_PREFIX must not be /auth, /docs" },
    { name: "API_PREFIX", text: "/auth/v1", says: "API_PREFIX must not be /auth, /docs" },
    { name: "API_PREFIX", text: "api", says: "API_PREFIX must be a path such as /api/v1." },
    { name: "API_PREFIX", text: "/api/", says: "API_PREFIX must be a path such as /api/v1." },
    { name: "APP_ENV", text: "prod", says: "APP_ENV must be development, test or production." },
    { name: "TIME_ZONE", text: "Paris", says: "TIME_ZONE must be the IANA name of a time zone" },
    { name: "TIME_ZONE", text: "+01:00", says: "TIME_ZONE must be the IANA name of a time zone" },
    { name: "LOG_LEVEL", text: "verbose", says: "LOG_LEVEL must be fatal, error, warn, info" },
    { name: "AUTH", text: "none", says: "AUTH must be open or required." },
    {
      name: "AUTH_OPEN_ANYWHERE",
      text: "true",
      says: "AUTH_OPEN_ANYWHERE must be yes, or not set.",
    },
    { name: "AUTH_SECRET", text: "secret", says: "AUTH_SECRET must have 32 characters or more." },
    { name: "PUBLIC_URL", text: "example.org", says: "PUBLIC_URL must be an origin such as" },
    { name: "PUBLIC_URL", text: "https://a.example/x", says: "PUBLIC_URL must be an origin" },
    { name: "SMTP_URL", text: "https://u:secret@h", says: "SMTP_URL must be smtp://" },
    { name: "OIDC_ISSUER", text: "example.org", says: "OIDC_ISSUER must be the URL of an OIDC" },
    { name: "CORS_ORIGINS", text: "*", says: "CORS_ORIGINS must be origins such as https://" },
    { name: "CORS_ORIGINS", text: "https://a.example/", says: "CORS_ORIGINS must be origins" },
    { name: "ANSWER_LIMIT", text: "4 MiB", says: "ANSWER_LIMIT must be a number of bytes" },
    { name: "ANSWER_LIMIT", text: "1000", says: "ANSWER_LIMIT must be 1048576 (1 MiB) or more" },
    { name: "RATE_LIMIT", text: "many", says: "RATE_LIMIT must be a number of requests, or 0" },
    { name: "REDIS_URL", text: "http://u:secret@h", says: "REDIS_URL must be redis://" },
    { name: "TRUST_PROXY", text: "true", says: "TRUST_PROXY must be addresses such as 10.0.0.0/8" },
    { name: "TRUST_PROXY", text: "10.0.0.0/99", says: "TRUST_PROXY must be addresses such as" },
  ])("$name=$text", ({ name, text, says }) => {
    expect(() => readConfig({ [name]: text })).toThrow(says);
    expect(() => readConfig({ [name]: text })).not.toThrow("secret");
  });

  test("each of several invalid values is reported", () => {
    expect(() => readConfig({ PORT: "x", APP_ENV: "y" })).toThrow(/^PORT must .*\nAPP_ENV must .*/);
  });
});

const secret = "0123456789abcdef0123456789abcdef";

describe("settings that contradict each other are reported in a sentence", () => {
  test.each([
    { set: { HOST: "0.0.0.0" }, says: "AUTH=open makes everybody who reaches HOST=0.0.0.0 an" },
    { set: { HOST: "192.168.1.2" }, says: "set AUTH=required, or AUTH_OPEN_ANYWHERE=yes" },
    { set: { HOST: "127.evil.example" }, says: "AUTH=open makes everybody" },
    { set: { ADMIN_PORT: "8000" }, says: "ADMIN_PORT must not be PORT" },
    { set: { AUTH: "required" }, says: "AUTH_SECRET must be set for AUTH=required" },
    {
      set: { AUTH: "required", AUTH_SECRET: secret, APP_ENV: "production" },
      says: "PUBLIC_URL must be set for AUTH=required in production.",
    },
    {
      set: { OIDC_ISSUER: "https://id.example.org", OIDC_CLIENT_ID: "x" },
      says: "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together.",
    },
  ])("$set", ({ set, says }) => {
    expect(() => readConfig(set)).toThrow(says);
    expect(() => readConfig(set)).not.toThrow(secret);
  });

  test.each<Record<string, string>>([
    { HOST: "localhost" },
    { HOST: "127.0.0.2" },
    { HOST: "::1" },
    { HOST: "0.0.0.0", AUTH_OPEN_ANYWHERE: "yes" },
    { HOST: "0.0.0.0", AUTH: "required", AUTH_SECRET: secret },
    {
      AUTH: "required",
      AUTH_SECRET: secret,
      APP_ENV: "production",
      PUBLIC_URL: "https://planning.example.org",
    },
  ])("%j is accepted", (set) => {
    expect(readConfig(set)).toMatchObject(set);
  });
});
