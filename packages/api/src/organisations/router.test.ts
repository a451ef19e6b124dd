import { expect, test } from "vitest";
import { refusal, testApi } from "../kit/factory.ts";

const { api } = await testApi();

test("settings change one by one, and a new time zone applies at once", async () => {
  expect(await api.organisations.update({ language: "en" })).toMatchObject({
    name: "Default organisation",
    time_zone: "Europe/Paris",
    language: "en",
  });
  await api.organisations.update({ name: "Théâtre du Pont", time_zone: "Pacific/Noumea" });
  expect(await api.organisations.get()).toMatchObject({
    name: "Théâtre du Pont",
    time_zone: "Pacific/Noumea",
    language: "en",
  });
  for (const time_zone of ["Paris", "+01:00", "europe/paris", ""])
    expect((await refusal(api.organisations.update({ time_zone }))).code).toBe("invalid_input");
});

test("two administrators do not overwrite each other", async () => {
  const { version } = await api.organisations.get();
  const first = await api.organisations.update({ name: "Opéra", expected_version: version });
  expect(first.version).toBe(version + 1);
  const late = api.organisations.update({ name: "Cirque", expected_version: version });
  expect(await refusal(late)).toMatchObject({ code: "stale", current: first });
  expect(await api.organisations.get()).toEqual(first);
});
