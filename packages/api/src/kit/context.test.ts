import { expect, test } from "vitest";
import { permissions, scopes } from "../permissions.ts";
import { appRouter } from "../router.ts";
import { authorize, type Caller, roles } from "./context.ts";
import { DomainError } from "./errors.ts";
import { anotherOrganisation, as, refusal, testApi } from "./factory.ts";

const caller: Caller = {
  kind: "key",
  id: null,
  name: "Ticketing",
  role: "viewer",
  artist_id: null,
  organisation: { id: "an organisation", language: null },
};
const context = { caller, permissions, scopes, request_id: "r" };

test("the gate lets in whom the table names, into their own organisation", () => {
  expect(authorize(context, "artists.list")).toEqual({
    caller,
    visible: { artist_id: null },
    organisation: { id: "an organisation" },
    procedure: "artists.list",
    request_id: "r",
  });
});

test("it shows an artist what concerns them, where the table says so", () => {
  const artist_id = "an artist";
  const called = { ...context, caller: { ...caller, role: "artist" as const, artist_id } };
  const seen = (procedure: string) => authorize(called, procedure).visible.artist_id;
  expect(seen("missions.list")).toBe(artist_id);
  expect(seen("skills.list")).toBe(null);
});

test("it refuses the others, and says which role they have", () => {
  expect(() => authorize(context, "artists.create")).toThrow(
    expect.objectContaining({ said: { reason: "role", params: { role: "viewer" } } }),
  );
});

test("it refuses everybody what the table does not name", () => {
  for (const role of roles)
    expect(() => authorize({ ...context, caller: { ...caller, role } }, "artists.steal")).toThrow(
      DomainError,
    );
});

test("it refuses a caller who is not known, with the reason", () => {
  const unknown = new DomainError("unauthenticated", { reason: "expired_key" });
  expect(() => authorize({ ...context, caller: unknown }, "artists.list")).toThrow(unknown);
});

test("the table names every procedure, and no other", () => {
  const named = Object.keys(permissions).filter((name) => /^[a-z]+\.[a-z]+$/i.test(name));
  const rights = new Set(["engagements.override"]);
  expect(named.filter((name) => !rights.has(name)).toSorted()).toEqual(
    Object.keys(appRouter._def.procedures).toSorted(),
  );
});

test("what anyone may call is what has no gate, and the rest has one", async () => {
  const whole = await testApi();
  const stranger = appRouter.createCaller({
    ...whole.context,
    caller: new DomainError("unauthenticated"),
  });
  expect(await stranger.health.get()).toMatchObject({ status: "ok" });
  expect((await refusal(stranger.artists.list())).status).toBe(401);
  expect((await refusal(stranger.me.get())).status).toBe(401);
});

test("me tells who I am, where, and in which role", async () => {
  const whole = await testApi();
  const organisation = await anotherOrganisation(whole);
  expect(await as(whole, { ...caller, organisation }).me.get()).toEqual({
    kind: "key",
    id: null,
    name: "Ticketing",
    role: "viewer",
    artist_id: null,
    shares_busy: null,
    organisation: {
      id: organisation.id,
      name: "Compagnie du Quai",
      time_zone: "Europe/Paris",
      language: null,
    },
  });
});
