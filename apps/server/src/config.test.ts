import { describe, expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("every setting has a default: nothing needs to be set", () => {
  expect(readConfig({ PATH: "/usr/bin" })).toEqual({
    HOST: "127.0.0.1",
    PORT: 8000,
    DATABASE_URL: expect.stringMatching(/^file:\/\/.*\/\.data$/),
    API_PREFIX: "/api/v1",
    APP_NAME: "coulisses",
    APP_ENV: "development",
    LOG_LEVEL: "info",
    CORS_ORIGINS: [],
  });
});

test("an empty variable is an unset one", () => {
  expect(readConfig({ PORT: "", TIME_ZONE: "" })).toEqual(readConfig({}));
});

describe("a good value is taken", () => {
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
  ])("$name=$text", ({ name, text, value }) => {
    expect(readConfig({ [name]: text })).toMatchObject({ [name]: value });
  });
});

describe("a bad value gets a sentence", () => {
  test.each([
    { name: "PORT", text: "http", says: "PORT must be a port, 0 to 65535." },
    { name: "PORT", text: "65536", says: "PORT must be a port, 0 to 65535." },
    {
      name: "DATABASE_URL",
      text: "mysql://u:secret@h/d",
      says: "DATABASE_URL must be postgres://",
    },
    { name: "DATABASE_URL", text: "planning.db", says: "DATABASE_URL must be postgres://" },
    { name: "DATABASE_URL", text: "file://relative", says: "DATABASE_URL must be postgres://" },
    { name: "API_PREFIX", text: "/docs", says: "API_PREFIX must not be /docs, /trpc" },
    { name: "API_PREFIX", text: "api", says: "API_PREFIX must be a path such as /api/v1." },
    { name: "API_PREFIX", text: "/api/", says: "API_PREFIX must be a path such as /api/v1." },
    { name: "APP_ENV", text: "prod", says: "APP_ENV must be development, test or production." },
    { name: "TIME_ZONE", text: "Paris", says: "TIME_ZONE must be the IANA name of a time zone" },
    { name: "TIME_ZONE", text: "+01:00", says: "TIME_ZONE must be the IANA name of a time zone" },
    { name: "LOG_LEVEL", text: "verbose", says: "LOG_LEVEL must be fatal, error, warn, info" },
    { name: "CORS_ORIGINS", text: "*", says: "CORS_ORIGINS must be origins such as https://" },
    { name: "CORS_ORIGINS", text: "https://a.example/", says: "CORS_ORIGINS must be origins" },
  ])("$name=$text", ({ name, text, says }) => {
    expect(() => readConfig({ [name]: text })).toThrow(says);
    expect(() => readConfig({ [name]: text })).not.toThrow("secret");
  });

  test("one for each of several", () => {
    expect(() => readConfig({ PORT: "x", APP_ENV: "y" })).toThrow(/^PORT must .*\nAPP_ENV must .*/);
  });
});
