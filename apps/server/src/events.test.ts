import { describe, expect, test } from "vitest";
import { testApp } from "./factory.ts";

const { app, rest, trpc } = await testApp();

async function lastEvent(): Promise<unknown> {
  const [event] = (await rest("GET", "/audit?limit=1")).json();
  return event?.id;
}

describe("the header event-id", () => {
  test("names the event of each change, whose body stays as it is", async () => {
    const made = await rest("POST", "/artists", { name: "Hélène" });
    expect(made.headers["event-id"]).toBe(await lastEvent());
    expect(Object.keys(made.json())).toEqual(["id", "name", "availabilities"]);
    const path = `/artists/${made.json().id}`;
    const replaced = await rest("PUT", path, { name: "Yann" });
    expect(replaced.headers["event-id"]).toBe(await lastEvent());
    const deleted = await rest("DELETE", path);
    expect(deleted).toMatchObject({ statusCode: 204, body: "" });
    expect(deleted.headers["event-id"]).toBe(await lastEvent());
  });

  test("is that of the first answer when a call is repeated with its key", async () => {
    const send = () =>
      app.inject({
        method: "POST",
        url: "/api/v1/projects",
        headers: { "content-type": "application/json", "idempotency-key": "once" },
        payload: { title: "Le Songe" },
      });
    const [first, again] = [await send(), await send()];
    expect(first.headers["event-id"]).toBe(await lastEvent());
    expect(again.headers["event-id"]).toBe(first.headers["event-id"]);
  });

  test("is left out of reads, refusals and no-ops", async () => {
    const venue = await rest("POST", "/venues", { name: "Pont", time_zone: "Europe/Paris" });
    const mission = await rest("POST", "/missions", {
      venue_id: venue.json().id,
      title: "Montage",
      kind: "montage",
      starts_at: "2027-07-14T09:00",
      ends_at: "2027-07-14T13:00",
    });
    const path = `/missions/${mission.json().id}`;
    const answers = [
      await rest("GET", path),
      await rest("PATCH", path, { title: "" }),
      await rest("PATCH", path, { title: "Montage" }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 422, 200]);
    for (const { headers } of answers) expect(headers).not.toHaveProperty("event-id");
  });

  test("is sent over REST only", async () => {
    const answer = await trpc("artists.create", { name: "Hélène" });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).not.toHaveProperty("event-id");
  });

  test("can be read by pages of other origins", async () => {
    const origin = "http://localhost:5173";
    const { headers } = await app.inject({ url: "/api/v1/health", headers: { origin } });
    expect(headers["access-control-expose-headers"]).toContain("Event-Id");
  });
});
