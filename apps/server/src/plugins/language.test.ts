import { describe, expect, test } from "vitest";
import { createCompany, guarded, openAsOwner, testApp } from "../factory.ts";
import { preferredLanguage } from "./language.ts";

test.each([
  ["fr", "fr"],
  ["fr-CA", "fr"],
  ["en-GB,en;q=0.9,fr;q=0.8", "en"],
  ["de, fr;q=0.4, en;q=0.5", "en"],
  ["FR;Q=0.5 , EN ; q=0.4", "fr"],
  ["en, fr", "en"],
  ["fr, en", "fr"],
  ["en;q=0.5, *", "fr"],
  ["en;q=0, *;q=0.1", "fr"],
  ["*", undefined],
  ["de, *;q=0.5", undefined],
  ["de", undefined],
  ["en;q=0", undefined],
  ["fr;q=much, en;q=0.1", "en"],
  ["", undefined],
  [undefined, undefined],
])("of %j the language is %s", (header, language) => {
  for (const spelled of [header, header])
    expect(preferredLanguage(spelled), "also when it is asked again").toBe(language);
});

const { app } = await testApp();
const absent = "00000000-0000-4000-8000-00000000000f";
const inFrench = { "accept-language": "fr-FR,fr;q=0.9,en;q=0.8" };

function patch(payload: object) {
  return app.inject({ method: "PATCH", url: "/api/v1/organisation", payload });
}

describe("an answer is in the language that the request asks for", () => {
  test.each([
    ["a path that does not exist", `/api/v1/nowhere`, "Il n’y a rien à cette adresse."],
    ["a path outside of the doors", `/nowhere`, "Il n’y a rien à cette adresse."],
    ["a path that cannot be read", `/api/v1/artists/%zz`, "La requête est mal formée"],
  ])("over REST: %s", async (_, url, detail) => {
    const answer = await app.inject({ url, headers: inFrench });
    expect(answer.json().detail).toContain(detail);
    expect(answer.headers).toMatchObject({
      "content-language": "fr",
      vary: expect.stringContaining("Accept-Language"),
    });
  });

  test("over tRPC, also before a procedure is reached", async () => {
    const many = Array.from({ length: 21 }, () => "me.get").join(",");
    for (const path of ["nowhere", `${many}?batch=1`]) {
      const answer = await app.inject({ url: `/trpc/${path}`, headers: inFrench });
      const [body] = [answer.json()].flat();
      expect(body.error.data.problem.title).toMatch(/Introuvable|Requête mal formée/);
      expect(answer.headers).toMatchObject({
        "content-language": "fr",
        vary: expect.stringContaining("Accept-Language"),
      });
    }
  });

  test("where a page or a host is refused", async () => {
    const answer = await app.inject({
      url: "/api/v1/me",
      headers: { ...inFrench, host: "evil.example.org" },
    });
    expect(answer.json()).toMatchObject({ status: 403, title: "Interdit" });
    expect(answer.headers["content-language"]).toBe("fr");
  });

  test("in findings", async () => {
    const labour = (headers: Record<string, string>) =>
      app.inject({ url: "/api/v1/labour/rules", headers });
    expect((await labour(inFrench)).json().rules[0].title).toContain("repos");
    expect((await labour({})).json().rules[0].title).toContain("rest");
  });
});

test("without Accept-Language an answer is in the organisation's language", async () => {
  const titleOf = async () => {
    const answer = await app.inject(`/api/v1/artists/${absent}`);
    return [answer.headers["content-language"], answer.json().title];
  };
  expect(await titleOf()).toEqual(["en", "Not found"]);
  expect((await patch({ language: "fr" })).json().language).toBe("fr");
  expect(await titleOf()).toEqual(["fr", "Introuvable"]);
  const answer = await app.inject({
    url: `/api/v1/artists/${absent}`,
    headers: { "accept-language": "en" },
  });
  expect(answer.json().title).toBe("Not found");
  expect((await patch({ language: null })).json().language).toBe(null);
  expect(await titleOf()).toEqual(["en", "Not found"]);
});

test("a key and a session are answered in the language of their organisation", async () => {
  const whole = await testApp(guarded);
  const db = await openAsOwner(whole.databaseUrl);
  const { id, keys } = await createCompany(db, "Compagnie du Quai");
  await db
    .updateTable("organisations")
    .set({ chosen_language: "fr" })
    .where("id", "=", id)
    .execute();
  const answer = await whole.app.inject({
    url: `/api/v1/artists/${absent}`,
    headers: { authorization: `Bearer ${keys.viewer}` },
  });
  expect(answer.json().title).toBe("Introuvable");
});

test("the documents are in English, whatever language is asked for", async () => {
  const { headers } = await app.inject({ url: "/openapi.json", headers: inFrench });
  expect(headers["content-language"]).toBe("en");
  expect(headers["vary"]).not.toContain("Accept-Language");
});
