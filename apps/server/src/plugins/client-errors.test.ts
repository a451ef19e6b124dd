import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { answerUnread } from "./client-errors.ts";
import { testApp } from "../factory.ts";

const { app } = await testApp();
let port = 0;

beforeAll(async () => {
  port = Number(new URL(await app.listen({ port: 0 })).port);
});

afterEach(() => vi.restoreAllMocks());

/** Sends raw bytes, and returns all that comes back until the server closes the connection. */
async function say(bytes: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(bytes);
  return text(socket);
}

function parsed(answer: string) {
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => line.split(": ")).map(([name = "", value]) => [name.toLowerCase(), value]),
  );
  return { status: Number(first.split(" ")[1]), headers, problem: JSON.parse(body) };
}

const get = "GET /api/v1/health HTTP/1.1\r\nhost: localhost\r\n";
const post = "POST /api/v1/artists HTTP/1.1\r\nhost: localhost\r\n";

describe("a request that cannot be read is answered with a problem document", () => {
  test.each([
    { what: "headers over 16 KiB", bytes: `${get}x: ${"x".repeat(17_000)}`, status: 431 },
    { what: "an address over 16 KiB", bytes: `GET /${"x".repeat(17_000)}`, status: 431 },
    { what: "no request line", bytes: "hello\r\n\r\n", status: 400 },
    { what: "an unknown protocol", bytes: "GET / HTTP/9.9\r\n\r\n", status: 400 },
    {
      what: "two lengths",
      bytes: `${post}content-length: 1\r\ncontent-length: 2\r\n\r\n{}`,
      status: 400,
    },
    {
      what: "a broken chunk",
      bytes: `${post}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
      status: 400,
    },
    {
      what: "no Host",
      bytes: "GET /api/v1/health HTTP/1.1\r\nconnection: close\r\n\r\n",
      status: 400,
    },
  ])("$what: $status", async ({ bytes, status }) => {
    const answer = parsed(await say(bytes));
    const code = { 400: "malformed_request", 431: "headers_too_large" }[status];
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      "content-type": "application/problem+json; charset=utf-8",
      "cache-control": expect.any(String),
      "x-content-type-options": "nosniff",
      "x-request-id": expect.stringMatching(/^[\da-f-]{36}$/),
      connection: "close",
    });
    expect(answer.problem).toEqual({
      type: `urn:coulisses:problem:${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      code,
    });
  });

  test("with 408 if it does not arrive in time", async () => {
    const [socket, accepted] = await connection();
    socket.write(`${post}content-type: application/json\r\ncontent-length: 9\r\n\r\n{`);
    const error = Object.assign(new Error("Request timeout"), { code: "ERR_HTTP_REQUEST_TIMEOUT" });
    app.server.emit("clientError", error, accepted);
    expect(parsed(await text(socket))).toMatchObject({
      status: 408,
      problem: { status: 408, code: "request_timeout" },
    });
  });

  test("and logged under the id of the answer, without what was sent", async () => {
    const line = vi.spyOn(app.log, "info");
    const { headers } = parsed(await say(`${get}authorization: Bearer clk_${"x".repeat(17_000)}`));
    expect(line.mock.calls).toEqual([
      [
        {
          reqId: headers["x-request-id"],
          status: 431,
          reason: "HPE_HEADER_OVERFLOW",
          remoteAddress: "127.0.0.1",
        },
        "request not read",
      ],
    ]);
  });
});

test("a caller that resets the connection gets no answer, and no line in the log", async () => {
  const line = vi.spyOn(app.log, "info");
  const [socket, accepted] = await connection();
  const reset = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  app.server.emit("clientError", reset, accepted);
  expect(await text(socket)).toBe("");
  expect(line).not.toHaveBeenCalled();
});

test("an answer that has begun is not followed by another", async () => {
  const error = Object.assign(new Error("Parse Error"), { code: "HPE_INVALID_METHOD" });
  const server = createServer((request, response) => {
    response.write("begun", () => answerUnread(app.log, error, request.socket));
  }).listen(0);
  await once(server, "listening");
  const socket = connect(Object(server.address()).port);
  socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
  const answer = await text(socket);
  expect(answer).toContain("begun");
  expect(answer.match(/HTTP\/1.1/g)).toHaveLength(1);
  server.close();
});

test("an expectation that the server does not know is ignored", async () => {
  const answer = await say(`${get}expect: wonders\r\nconnection: close\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1.1 200 OK/);
});

async function connection(): Promise<[Socket, Socket]> {
  const accepted = once(app.server, "connection");
  const socket = connect(port, "127.0.0.1");
  const [other]: Socket[] = await accepted;
  if (other === undefined) throw new Error("Nothing was accepted");
  return [socket, other];
}
