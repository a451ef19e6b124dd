import { expect, test } from "vitest";
import { anotherOrganisation, as, refusal, testApi } from "../kit/factory.ts";

const whole = await testApi();
const { api } = whole;

test("every organisation has default skills, also a new one", async () => {
  const other = as(whole, { organisation: await anotherOrganisation(whole) });
  for (const caller of [api, other]) {
    const { items } = await caller.skills.list({ limit: 1000 });
    expect(items.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["son", "lumiere", "plateau", "accueil", "caces"]),
    );
  }
  expect(await api.skills.get({ code: "caces" })).toMatchObject({
    family: "habilitation",
    expires: true,
  });
});

test("a skill is created, updated and deleted by its code", async () => {
  const made = await api.skills.create({
    code: "regie-video",
    label: "Régie",
    family: "video",
    rome_code: "L1508",
  });
  expect(made).toEqual({
    code: "regie-video",
    label: "Régie",
    family: "video",
    rome_code: "L1508",
    expires: false,
    version: 1,
  });
  const again = api.skills.create({ code: "regie-video", label: "X", family: "video" });
  expect(await refusal(again)).toMatchObject({
    status: 409,
    detail: "Skill regie-video already exists",
  });
  const changed = await api.skills.update({ code: "regie-video", label: "Régie vidéo" });
  expect(changed).toEqual({ ...made, label: "Régie vidéo", version: 2 });
  const stale = api.skills.update({ code: "regie-video", label: "Y", expected_version: 1 });
  expect(await refusal(stale)).toMatchObject({ status: 412, current: changed });
  await api.skills.delete({ code: "regie-video" });
  expect((await refusal(api.skills.get({ code: "regie-video" }))).status).toBe(404);
  const events = (await api.audit.list({ noun: "skill" })).items;
  expect(events.map(({ procedure }) => procedure)).toEqual([
    "skills.delete",
    "skills.update",
    "skills.create",
  ]);
  expect(new Set(events.map(({ noun_id }) => noun_id)).size).toBe(1);
});

test("a skill that an artist has or a mission requires cannot be deleted", async () => {
  const { id: artist_id } = await api.artists.create({ name: "Hélène" });
  await api.profiles.update({ artist_id, skills: [{ code: "son", level: 1 }] });
  expect((await refusal(api.skills.delete({ code: "son" }))).code).toBe("conflict");
  const { id: venue_id } = await api.venues.create({ name: "Salle", time_zone: "Europe/Paris" });
  await api.missions.create({
    venue_id,
    title: "Balance",
    kind: "balance",
    starts_at: "2027-07-14T14:00",
    ends_at: "2027-07-14T18:00",
    positions: [{ skill: "video" }],
  });
  expect((await refusal(api.skills.delete({ code: "video" }))).code).toBe("conflict");
});

test("a skill that an artist has with an expiry date keeps `expires`", async () => {
  const { id: artist_id } = await api.artists.create({ name: "Hélène" });
  const skills = [{ code: "ssiap", level: 1, expires_on: "2028-06-30" }];
  await api.profiles.update({ artist_id, skills });
  const forever = () => api.skills.update({ code: "ssiap", expires: false });
  expect(await refusal(forever())).toMatchObject({ status: 409, code: "conflict" });
  await api.profiles.update({ artist_id, skills: [] });
  expect(await forever()).toMatchObject({ expires: false });
});

test("skills are listed by family, then label, page by page", async () => {
  const codes: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.skills.list({ family: "plateau", limit: 1, cursor });
    codes.push(...page.items.map(({ code }) => code));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  expect(codes).toEqual(["machinerie", "plateau", "regie-generale"]);
});

test("skills are found by part of their label or code", async () => {
  const codes = async (q: string) => (await api.skills.list({ q })).items.map(({ code }) => code);
  expect(await codes("regie gen")).toEqual(["regie-generale"]);
  expect(await codes("GENERALE")).toContain("regie-generale");
  expect(await codes("%")).toEqual([]);
});
