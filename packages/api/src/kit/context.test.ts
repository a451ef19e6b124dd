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

test("the gate admits the roles of the table, into their own organisation", () => {
  expect(authorize(context, "artists.list")).toEqual({
    caller,
    visible: { artist_id: null },
    organisation: { id: "an organisation" },
    procedure: "artists.list",
    request_id: "r",
  });
});

test("the gate limits artists to their own rows where the table says so", () => {
  const artist_id = "an artist";
  const called = { ...context, caller: { ...caller, role: "artist" as const, artist_id } };
  const seen = (procedure: string) => authorize(called, procedure).visible.artist_id;
  expect(seen("missions.list")).toBe(artist_id);
  expect(seen("skills.list")).toBe(null);
});

test("the gate refuses other roles, and names the caller's role", () => {
  expect(() => authorize(context, "artists.create")).toThrow(
    expect.objectContaining({ said: { reason: "role", params: { role: "viewer" } } }),
  );
});

test("the gate refuses a procedure that the table does not name", () => {
  for (const role of roles)
    expect(() => authorize({ ...context, caller: { ...caller, role } }, "artists.steal")).toThrow(
      DomainError,
    );
});

test("the gate refuses an unauthenticated caller, with the reason", () => {
  const unknown = new DomainError("unauthenticated", { reason: "expired_key" });
  expect(() => authorize({ ...context, caller: unknown }, "artists.list")).toThrow(unknown);
});

test("the table names exactly the procedures of the router", () => {
  const named = Object.keys(permissions).filter((name) => /^[a-z]+\.[a-z]+$/i.test(name));
  const rights = new Set(["engagements.override"]);
  expect(named.filter((name) => !rights.has(name)).toSorted()).toEqual(
    Object.keys(appRouter._def.procedures).toSorted(),
  );
});

test("a caller without credentials reads health, and gets 401 elsewhere", async () => {
  const whole = await testApi();
  const stranger = appRouter.createCaller({
    ...whole.context,
    caller: new DomainError("unauthenticated"),
  });
  expect(await stranger.health.get()).toMatchObject({ status: "ok" });
  expect((await refusal(stranger.artists.list())).status).toBe(401);
  expect((await refusal(stranger.me.get())).status).toBe(401);
});

test("me.get answers the caller, their organisation and their role", async () => {
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
      version: 1,
    },
  });
});
