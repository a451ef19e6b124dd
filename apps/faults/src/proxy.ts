import { once } from "node:events";
import { createServer, connect, type Server, type Socket } from "node:net";
import { freePort } from "@coulisses/database/server";

/** The state of a direction: from the client to the server or back. */
type Direction = "up" | "down";

/**
 * A TCP proxy that injects faults: it delays bytes, cuts connections, or stays silent.
 *
 * @example
 * const proxy = await Proxy.before(postgres.port);
 * proxy.delayMillis = 200;
 * proxy.cut();
 */
export class Proxy {
  readonly port: number;
  /** The port of the server for new connections. */
  target: number;
  /** Each way. */
  delayMillis = 0;
  /** Keeps connections open, and passes nothing on. */
  isSilent = false;
  /** Whether new connections are refused. */
  isClosed = false;
  /** Called with each piece before it is passed on; `false` drops the piece. */
  watch: (piece: Buffer | string, direction: Direction, pair: Pair) => boolean = () => true;
  readonly #pairs = new Set<Pair>();
  readonly #server: Server;

  private constructor(port: number, target: number) {
    this.port = port;
    this.target = target;
    this.#server = createServer((client) => this.#accept(client));
  }

  static async before(target: number): Promise<Proxy> {
    const proxy = new Proxy(await freePort(), target);
    proxy.#server.listen(proxy.port, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get connections(): number {
    return this.#pairs.size;
  }

  /** Resets all connections. */
  cut(): void {
    for (const pair of this.#pairs) pair.cut();
  }

  /** Half-closes towards the server, and still passes on its answers. */
  halfClose(): void {
    for (const { server } of this.#pairs) server.end();
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, "close");
  }

  #accept(client: Socket): void {
    if (this.isClosed) {
      client.resetAndDestroy();
      return;
    }
    const pair = new Pair(client, connect(this.target, "127.0.0.1"));
    this.#pairs.add(pair);
    client.once("close", () => this.#pairs.delete(pair));
    this.#pass(pair, "up");
    this.#pass(pair, "down");
  }

  #pass(pair: Pair, direction: Direction): void {
    const [from, to] = direction === "up" ? [pair.client, pair.server] : [pair.server, pair.client];
    const later = (work: () => void) => {
      if (this.delayMillis === 0) work();
      else setTimeout(work, this.delayMillis);
    };
    from.on("data", (piece) => {
      if (this.isSilent || !this.watch(piece, direction, pair)) return;
      later(() => {
        if (!to.destroyed && to.writable) to.write(piece);
      });
    });
    from.on("end", () => later(() => to.end()));
    from.on("error", () => pair.cut());
    from.on("close", () => later(() => to.destroy()));
  }
}

/** A connection of a client, and its counterpart to the server. */
class Pair {
  readonly client: Socket;
  readonly server: Socket;

  constructor(client: Socket, server: Socket) {
    this.client = client;
    this.server = server;
  }

  /** Resets both. */
  cut(): void {
    this.client.resetAndDestroy();
    this.server.resetAndDestroy();
  }
}
