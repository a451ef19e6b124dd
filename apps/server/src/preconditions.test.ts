import { isVersioned } from "@coulisses/rest/meta";
import { describe, expect, test } from "vitest";
import { guarded, testApp } from "./factory.ts";
import { operations, overRest, requestsOf } from "./operations.factory.ts";

const { app, rest, trpc } = await testApp();
const { id: artist_id } = (await rest("POST", "/artists", { name: "Hélène" })).json();
const { id: venue_id } = (await rest("POST", "/venues", { name: "V", time_zone: "UTC" })).json();
const mission = { venue_id, title: "M", kind: "montage" };
const day = { starts_at: "2027-07-14T09:00", ends_at: "2027-07-14T13:00" };
const work = `/artists/${artist_id}/outside-work`;

function send(method: "GET" | "PATCH" | "DELETE" | "POST", path: string, ifMatch: string) {
  const headers = { "if-match": ifMatch, ...(method !== "GET" && json) };
  const payload = method === "PATCH" ? "{}" : undefined;
  return app.inject({ method, url: `/api/v1${path}`, headers, ...(payload && { payload }) });
}

const json = { "content-type": "application/json" };

describe.each([
  { noun: "venues", list: "/venues", made: { name: "Pont", time_zone: "UTC" }, key: "venue_id" },
  { noun: "projects", list: "/projects", made: { title: "Hamlet" }, key: "project_id" },
  {
    noun: "skills",
    list: "/skills",
    made: { code: "son-2", label: "Son", family: "son" },
    key: "code",
  },
  { noun: "missions", list: "/missions", made: { ...mission, ...day }, key: "mission_id" },
  { noun: "outsideWork", list: work, made: day, key: "outside_work_id" },
])("a stale version of $noun deletes nothing", ({ noun, list, made, key }) => {
  const make = async () => {
    const thing = (await rest("POST", list, made)).json();
    const id = String(thing.code ?? thing.id);
    const path = `${list}/${id}`;
    const input = { [key]: id, ...(noun === "outsideWork" && { artist_id }) };
    return { thing, path, input };
  };

  test("with If-Match", async () => {
    const { thing, path } = await make();
    for (const tag of ['"99"', '"0"', `W/"${thing.version}"`, "x"]) {
      const refused = await send("DELETE", path, tag);
      expect(refused.json()).toMatchObject({ status: 412, code: "stale" });
      expect(refused.json().current).toMatchObject({ version: thing.version });
    }
    expect((await send("DELETE", path, `"${thing.version}"`)).statusCode).toBe(204);
  });

  test("with expected_version over tRPC", async () => {
    const { thing, input } = await make();
    const remove = (version: number) =>
      trpc(`${noun}.delete`, { ...input, expected_version: version });
    const refused = await remove(99);
    expect(refused.json().error.data.problem).toMatchObject({ status: 412, code: "stale" });
    expect((await remove(thing.version)).statusCode).toBe(200);
  });
});

describe("If-Match where there are no versions", () => {
  const unversioned = operations.filter(
    ({ rest: { method }, input }) => method !== "GET" && !isVersioned(input),
  );

  test.each(unversioned)("refuses $operation, unless it is *", async (operation) => {
    const { request } = await requestsOf(operation, async (sent) =>
      (await app.inject(overRest(sent, {}))).json(),
    );
    const ask = (ifMatch: string) => app.inject(overRest(request, { "if-match": ifMatch }));
    const refused = await ask('"1"');
    expect(refused.json()).toMatchObject({ status: 412, code: "precondition_failed" });
    expect((await ask("*")).statusCode).toBe(operation.rest.status ?? 200);
  });

  test("is judged after credentials", async () => {
    const { app: closed } = await testApp(guarded);
    const headers = { ...json, "if-match": '"1"' };
    const url = "/api/v1/organisation";
    const answer = await closed.inject({ method: "PATCH", url, headers, payload: "{}" });
    expect(answer.statusCode).toBe(401);
  });
});

test("If-Match holds for a read of that version, of one among several, and of any", async () => {
  const path = `/venues/${venue_id}`;
  for (const tag of ['"1"', '"7", "1"', "*"])
    expect((await send("GET", path, tag)).statusCode).toBe(200);
  for (const tag of ['"2"', 'W/"1"']) expect((await send("GET", path, tag)).statusCode).toBe(412);
  const { etag } = (await rest("GET", "/venues")).headers;
  expect((await send("GET", "/venues", String(etag))).json().code).toBe("precondition_failed");
});
