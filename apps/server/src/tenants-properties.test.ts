import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { anySlots } from "@coulisses/api/artists/factory";
import { type RestRequest, withBody } from "@coulisses/api/kit/factory";
import fc from "fast-check";
import type { LightMyRequestResponse } from "fastify";
import { expect, inject, test } from "vitest";
import { createCompany, guarded, openAsOwner, testApp } from "./factory.ts";
import { overRest } from "./operations.factory.ts";

const { app, databaseUrl } = await testApp(guarded);
const db = await openAsOwner(databaseUrl);
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

/** Ids that both organisations choose for artists. */
const chosen: string[] = Array.from({ length: 3 }, () => randomUUID());
const which = fc.nat(5);
const name = fc.constantFrom("Hélène", "Camille", "Noé");

/** A call; artists and keys are named by their number among those known so far. */
const anyStep = fc.oneof(
  fc.record({ ask: fc.constant("create"), id: fc.option(fc.nat(2)), name, slots: anySlots }),
  fc.record({ ask: fc.constant("replace"), which, name, slots: anySlots }),
  fc.record({ ask: fc.constant("set"), which, slots: anySlots }),
  fc.record({ ask: fc.constant("delete"), which }),
  fc.record({ ask: fc.constant("anonymise"), which }),
  fc.record({ ask: fc.constant("plan"), artists: fc.uniqueArray(which), name, slots: anySlots }),
  fc.record({ ask: fc.constant("key"), role: fc.constantFrom("viewer", "artist"), which }),
  fc.record({ ask: fc.constant("revoke"), which }),
  fc.record({ ask: fc.constant("settings"), time_zone: fc.constantFrom("Asia/Tokyo", "UTC") }),
);

interface Step {
  ask: string;
  id?: number | null;
  which?: number;
  artists?: number[];
  name?: string;
  slots?: object[];
  role?: string;
  time_zone?: string;
}

type Known = Record<"artists" | "keys", string[]>;

function requestOf({ ask, ...step }: Step, known: Known): RestRequest {
  const one = (ids: string[], number = 0) => ids[number % ids.length] ?? crypto.randomUUID();
  const artistId = one(known.artists, step.which);
  const path = `/artists/${artistId}`;
  const [at, availabilities] = [known.artists, step.slots];
  const ids = new Set(step.artists?.map((number) => one(at, number)));
  const artists = [...ids].map((id) => ({ id, name: step.name, availabilities }));
  const forArtist = step.role === "artist" ? { artist_id: artistId } : {};
  const id = typeof step.id === "number" ? { id: chosen[step.id] } : {};
  const named = { name: step.name, availabilities };
  const requests: Record<string, () => RestRequest> = {
    create: () => withBody("POST", "/artists", { ...id, ...named }),
    replace: () => withBody("PUT", path, named),
    set: () => withBody("PUT", `${path}/availabilities`, { availabilities }),
    delete: () => ({ method: "DELETE", path }),
    anonymise: () => ({ method: "POST", path: `${path}/anonymise` }),
    plan: () => withBody("POST", "/plannings", { event_date: "2024-05-10", artists }),
    key: () => withBody("POST", "/keys", { name: "Key", role: step.role, ...forArtist }),
    revoke: () => ({ method: "DELETE", path: `/keys/${one(known.keys, step.which)}` }),
    settings: () => withBody("PATCH", "/organisation", { time_zone: step.time_zone }),
  };
  return requests[ask]?.() ?? { method: "GET", path: "/health" };
}

/** Runs all steps in a new organisation; returns the answers and the final rows. */
async function live(steps: Step[]): Promise<unknown[]> {
  const { id, keys } = await createCompany(db, "Twin");
  const ask = (request: RestRequest) => app.inject(overRest(request, bearer(keys.admin)));
  const known: Known = { artists: [...chosen], keys: [] };
  const names = new Map(chosen.map((one, number) => [one, `chosen ${number}`]));
  const comparable = ({ statusCode, body }: LightMyRequestResponse) => {
    const text = body
      .replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, (made) => names.get(made) ?? "made")
      // It covers the times of events.
      .replaceAll(/"hash":"[\da-f]{64}"/g, '"hash":"…"')
      .replaceAll(/"(?:key|start)":"clk_[\w-]+"/g, '"key":"…"')
      .replaceAll(/"[^"]+_at":[^,}]+|"at":"[^"]+"/g, '"at":"…"');
    // Generated ids decide the order among equal rows.
    const inAnyOrder = (_: string, value: unknown) =>
      Array.isArray(value) ? value.map((item) => JSON.stringify(item)).toSorted() : value;
    return [statusCode, JSON.parse(text || "null", inAnyOrder)];
  };
  const answers: unknown[] = [];
  for (const step of steps) {
    await setImmediate();
    const answer = await ask(requestOf(step, known));
    const made = answer.statusCode === 201 && step.ask !== "plan" ? answer.json().id : undefined;
    if (made && !names.has(made)) {
      names.set(made, `made ${names.size}`);
      (step.ask === "key" ? known.keys : known.artists).push(made);
    }
    answers.push(comparable(answer));
  }
  names.set(id, "organisation");
  const lists = [
    "/artists",
    "/plannings",
    "/keys",
    "/audit",
    "/audit/verification",
    "/organisation",
  ];
  for (const path of lists) answers.push([path, comparable(await ask({ method: "GET", path }))]);
  return answers;
}

test("two organisations that act at the same time end as each would alone", async () => {
  const anySteps = fc.array(anyStep, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(anySteps, anySteps, async (ours, others) => {
      const together = await Promise.all([live(ours), live(others)]);
      expect(together).toEqual([await live(ours), await live(others)]);
    }),
    { numRuns: 2 * inject("effort") },
  );
});
