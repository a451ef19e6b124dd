import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { testApp } from "../factory.ts";

const { app, rest } = await testApp();
const { port } = new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
const accepted: Socket[] = [];
app.server.on("connection", (socket: Socket) => accepted.push(socket));

const get = (path: string, headers = "") =>
  `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${headers}\r\n`;

function post(name: string, headers = "") {
  const payload = JSON.stringify({ name });
  const type = `content-type: application/json\r\ncontent-length: ${payload.length}\r\n`;
  return `POST /api/v1/artists HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${type}${headers}\r\n${payload}`;
}

const isThere = async (name: string) => (await rest("GET", `/artists?q=${name}`)).json().length > 0;

test("a request is handled when the client has read the answers to those before", async () => {
  // From here on the caller is in the server's cache.
  expect(await isThere("Overtaken")).toBe(false);
  // Much more than fits into the buffers of the two sockets.
  const client = connect(Number(port), "127.0.0.1");
  client.write(get("/openapi.json").repeat(60) + post("Overtaken", "connection: close\r\n"));
  await once(client, "ready");
  await expect.poll(() => accepted.at(-1)?.writableLength).toBeGreaterThan(0);
  await rest("POST", "/artists", { name: "Meanwhile" });
  expect(await isThere("Overtaken")).toBe(false);
  const answers = await text(client);
  expect(answers.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(60);
  expect(answers.match(/HTTP\/1\.1 201 Created/g)).toHaveLength(1);
  expect(await isThere("Overtaken")).toBe(true);
});

test("requests that a client sends at once are answered in their order", async () => {
  const client = connect(Number(port), "127.0.0.1");
  client.write(post("First") + get("/api/v1/artists?q=first") + get("/api/v1/health"));
  client.write(get("/nowhere", "connection: close\r\n"));
  const answers = (await text(client)).split(/(?=HTTP\/1\.1 \d)/);
  expect(answers.map((answer) => answer.slice(9, 12))).toEqual(["201", "200", "200", "404"]);
  expect(answers[1]).toContain('"name":"First"');
});

test("a client that sends too many requests ahead of the answers is cut off", async () => {
  const client = connect(Number(port), "127.0.0.1");
  client.on("error", () => {});
  let answers = "";
  client.setEncoding("utf8").on("data", (chunk) => (answers += chunk));
  client.write(get("/api/v1/health").repeat(200));
  await once(client, "close");
  expect(answers.match(/HTTP/g)?.length ?? 0).toBeLessThan(200);
  expect((await rest("GET", "/health")).statusCode).toBe(200);
});
