import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { testApp } from "../factory.ts";

const { app } = await testApp({ ADMIN_PORT: "0", SEND_TIMEOUT: "0.2" });
const address = await app.listen({ host: "127.0.0.1", port: 0 });
const { port } = new URL(address);

/** Asks for much more than fits into the buffers of both sockets, and reads nothing. */
async function askAndReadNothing() {
  const socket = connect(Number(port), "127.0.0.1");
  await once(socket, "connect");
  const request = `GET /openapi.json HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`;
  socket.write(request.repeat(60));
  return socket;
}

const connections = () =>
  new Promise<number>((resolve, reject) => {
    app.server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });

const cutOff = async () => {
  const metrics = await (await fetch(`${app.operations.address}/metrics`)).text();
  return Number(/^coulisses_cut_off_connections_total (\d+)$/m.exec(metrics)?.[1]);
};

test("callers who do not read are cut off, and others are served", async () => {
  const sockets = await Promise.all(Array.from({ length: 10 }, askAndReadNothing));
  // Only a caller who reads notices a closed socket, so check the server's side.
  await expect.poll(cutOff).toBe(10);
  const answer = await fetch(`${address}/openapi.json`, { headers: { connection: "close" } });
  expect((await answer.text()).length).toBeGreaterThan(200_000);
  await expect.poll(connections).toBe(0);
  for (const socket of sockets) socket.destroy();
});

test("an idle connection with nothing to send is kept", async () => {
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(`GET /api/v1/health HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`);
  const [answer] = await once(socket, "data");
  expect(String(answer)).toMatch("200 OK");
  // As long as it takes to cut off another connection.
  const before = await cutOff();
  const other = await askAndReadNothing();
  await expect.poll(cutOff).toBe(before + 1);
  expect(socket.destroyed).toBe(false);
  expect(await connections()).toBe(1);
  socket.destroy();
  other.destroy();
});
