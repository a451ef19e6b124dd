import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as after } from "node:timers/promises";
import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { describe, expect, inject, test } from "vitest";
import { openAsOwner, testApp } from "../factory.ts";

const { app, databaseUrl } = await testApp();
const second = (await testApp({ DATABASE_URL: databaseUrl })).app;
const db = await openAsOwner(databaseUrl);
const address = new URL(await app.listen({ host: "127.0.0.1", port: 0 }));

const slot = { start: "2027-07-14T09:00:00", end: "2027-07-14T13:00:00" };

/** A planning that makes an artist, by whose name the plannings are counted. */
function planningOf(name: string) {
  return { event_date: "2027-07-14", artists: [{ name, availabilities: [slot] }] };
}

function create(by: FastifyInstance, name: string) {
  const headers = { "idempotency-key": name };
  return by.inject({
    method: "POST",
    url: "/api/v1/plannings",
    headers,
    payload: planningOf(name),
  });
}

/** The number of artists, plannings and events of a name. */
async function effectsOf(name: string) {
  const rows = await db
    .selectFrom("artists")
    .innerJoin("assignments", "assignments.artist_id", "artists.id")
    .innerJoin("audit_events", "audit_events.noun_id", "assignments.planning_id")
    .select("artists.id")
    .where("name", "=", name)
    .execute();
  return rows.length;
}

describe.each([
  { where: "one process", apps: [app] },
  { where: "two processes", apps: [app, second] },
])("50 requests at once with one key, to $where", ({ where, apps }) => {
  const rounds = Array.from({ length: 2 * inject("effort") }, (_, round) => round);

  test.each(rounds)("have one effect, and equal answers or 409 (%i)", async (round) => {
    const name = `${where.replace(" ", "-")}-${round}`;
    const by = Array.from({ length: 50 }, (_, i) => apps[i % apps.length] ?? app);
    const answers = await Promise.all(by.map((one) => create(one, name)));
    const refused = answers.filter(({ statusCode }) => statusCode !== 201);
    for (const answer of refused)
      expect(answer.json()).toMatchObject({ status: 409, code: "idempotency_in_progress" });
    const bodies = answers.filter(({ statusCode }) => statusCode === 201).map(({ body }) => body);
    expect(new Set(bodies).size).toBe(1);
    expect(await effectsOf(name)).toBe(1);
    const late = await create(apps.at(-1) ?? app, name);
    expect([late.statusCode, late.body]).toEqual([201, bodies[0]]);
  });
});

test("a retry gets a lost answer with one effect, whenever the connection broke", async () => {
  let rounds = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 30 }), async (milliseconds) => {
      const name = `lost-${(rounds += 1)}`;
      await sendAndLeave(name, milliseconds);
      const by = rounds % 2 === 0 ? app : second;
      let answer = await create(by, name);
      while (answer.statusCode === 409) answer = await create(by, name);
      expect(answer.statusCode).toBe(201);
      expect(await effectsOf(name)).toBe(1);
    }),
    { numRuns: 10 * inject("effort") },
  );
});

/** Sends a whole request, and breaks the connection some time later, answered or not. */
async function sendAndLeave(name: string, milliseconds: number): Promise<void> {
  const body = JSON.stringify(planningOf(name));
  const socket = connect(Number(address.port), address.hostname);
  await once(socket, "connect");
  const lines = [
    "POST /api/v1/plannings HTTP/1.1",
    `Host: ${address.host}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Idempotency-Key: ${name}`,
    "",
    body,
  ];
  socket.write(lines.join("\r\n"));
  await after(milliseconds);
  socket.resetAndDestroy();
}
