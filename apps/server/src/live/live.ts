import { randomUUID } from "node:crypto";
import type { RecordedChange } from "@coulisses/api/changes/queries";
import type { Authority, AuthorizedOrganisationId, Live, Watch } from "@coulisses/api/kit/context";
import { DomainError } from "@coulisses/api/kit/errors";
import type { Present } from "@coulisses/api/kit/signals";
import { type Channel, type ChannelState, type Database, openChannel } from "@coulisses/database";
import type { FastifyBaseLogger } from "fastify";
import { Feed } from "./feed.ts";
import { decode, encode, type Message } from "./messages.ts";
import { Presence } from "./presence.ts";
import { Stream } from "./stream.ts";

/** Streams of one person or key, and of one organisation, in one process. */
const mostOfCaller = 10;
const mostOfOrganisation = 200;

/** How long a stream of somebody who was signed out may go on, at most; changes of keys and members are told. */
const millisecondsBetweenChecks = 10_000;

/** How often the audit log is read though nothing was told: if other processes are heard, and if not. */
const millisecondsBetweenReads = { listening: 20_000, deaf: 1000 };

/** Nouns whose changes may end streams. */
const accessNouns = new Set(["key", "member"]);

interface LiveOptions {
  db: Database["db"];
  /** Of the server itself: a pooler does not pass messages on. */
  url: string;
  log: FastifyBaseLogger;
  /** Empties the cache of callers. */
  forgetCallers: () => void;
}

/** The live side of a process. */
export interface LiveServer extends Live {
  /** To be called when keys, sessions or members changed. */
  accessChanged: () => void;
  /** Ends all streams, so that their readers begin new ones elsewhere, and takes no more. */
  endStreams: () => void;
  close: () => Promise<void>;
}

/**
 * Makes the live side of a process. It opens its one connection to the database when somebody changes or
 * follows something for the first time.
 */
export function createLive(options: LiveOptions): LiveServer {
  return new Process(options);
}

class Process implements LiveServer {
  readonly #options: LiveOptions;
  /** Names this process among others. */
  readonly #from = randomUUID();
  readonly #feeds = new Map<string, Feed>();
  readonly #presence: Presence;
  readonly #timers: NodeJS.Timeout[];
  #channel: Channel | undefined;
  #isEnding = false;
  #lastRead = 0;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#presence = new Presence({
      from: this.#from,
      tell: (messages) => this.#tell(messages),
      onChange: (organisation, people) => this.#present(organisation, people),
    });
    this.#timers = [
      setInterval(() => this.#readAgain(), millisecondsBetweenReads.deaf),
      setInterval(() => void this.#checkAll(), millisecondsBetweenChecks),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  readonly changed: Live["changed"] = (organisation) => {
    this.#feeds.get(organisation)?.wake();
    this.#tell([{ type: "changed", organisation, from: this.#from }]);
  };

  readonly accessChanged = (): void => {
    this.#wakeAll();
    void this.#checkAll();
    this.#tell([{ type: "access", from: this.#from }]);
  };

  readonly show: Live["show"] = (authority, shown) => this.#presence.show(authority, shown);

  readonly watch: Live["watch"] = async (authority, watch) => {
    if (this.#isEnding) throw new DomainError("unavailable");
    this.#listen();
    this.#refuseTooMany(authority);
    const stream = new Stream(authority, watch);
    const feed = this.#feedOf(authority.organisation.id);
    const leave = () => this.#leave(feed, stream);
    try {
      await feed.join(stream, watch.after);
    } catch (error) {
      leave();
      throw error;
    }
    this.#enter(stream, watch, leave);
    return stream.outbox;
  };

  readonly endStreams = (): void => {
    this.#isEnding = true;
    for (const { streams } of this.#feeds.values())
      for (const stream of streams) stream.outbox.end();
  };

  readonly close = async (): Promise<void> => {
    this.endStreams();
    for (const timer of this.#timers) clearInterval(timer);
    for (const feed of this.#feeds.values()) feed.close();
    this.#presence.close();
    await this.#channel?.close();
  };

  #listen(): Channel {
    this.#channel ??= openChannel(this.#options.url, {
      onMessage: (text) => this.#hear(decode(text)),
      onState: (state) => this.#onState(state),
    });
    return this.#channel;
  }

  #tell(messages: Message[]): void {
    if (!this.#isEnding) this.#listen().send(messages.map(encode));
  }

  #hear(message: Message | undefined): void {
    // The channel passes one's own messages on too.
    if (message?.from === this.#from) return;
    if (message?.type === "changed") this.#feeds.get(message.organisation)?.wake();
    else if (message?.type === "access") {
      this.#options.forgetCallers();
      this.#wakeAll();
      void this.#checkAll();
    } else if (message) this.#presence.hear(message);
  }

  #onState(state: ChannelState): void {
    if (state === "pooled")
      this.#options.log.warn(
        "changes of other processes are polled: a pooler passes no messages on",
      );
    if (state !== "listening") return;
    // What others told meanwhile is lost; the audit log has it.
    for (const feed of this.#feeds.values()) void feed.resume();
    this.#presence.greet();
  }

  #feedOf(organisation: AuthorizedOrganisationId): Feed {
    const { db, log } = this.#options;
    const feed =
      this.#feeds.get(organisation) ??
      new Feed({
        db,
        organisation,
        onChanges: (changes) => this.#onChanges(organisation, changes),
        onFailure: (err) => log.warn({ err, organisation }, "changes are not read; tried again"),
      });
    this.#feeds.set(organisation, feed);
    return feed;
  }

  #onChanges(organisation: string, changes: RecordedChange[]): void {
    if (!changes.some(({ noun }) => accessNouns.has(noun))) return;
    this.#options.forgetCallers();
    void this.#check(this.#feeds.get(organisation)?.streams ?? []);
  }

  #refuseTooMany({ caller, organisation }: Authority): void {
    const all = [...(this.#feeds.get(organisation.id)?.streams ?? [])];
    const own = all.filter(({ authority }) => authority.caller.id === caller.id);
    // With AUTH=open, callers cannot be told apart.
    const isOver = caller.id !== null && own.length >= mostOfCaller;
    if (!isOver && all.length < mostOfOrganisation) return;
    const params = isOver
      ? ({ of: "caller", most: mostOfCaller } as const)
      : ({ of: "organisation", most: mostOfOrganisation } as const);
    throw new DomainError("too_many_requests", { reason: "too_many_streams", params });
  }

  #enter(stream: Stream, { page_id, signal }: Watch, leave: () => void): void {
    const { authority, outbox } = stream;
    const exit = page_id === undefined ? undefined : this.#presence.enter(authority, page_id);
    outbox.onEnd = () => {
      exit?.();
      leave();
    };
    const end = () => outbox.end();
    if (signal?.aborted || this.#isEnding) return end();
    signal?.addEventListener("abort", end, { once: true });
    const people = this.#presence.peopleIn(authority.organisation.id);
    if (people.length > 0) stream.present(people);
  }

  #leave(feed: Feed, stream: Stream): void {
    const { id } = stream.authority.organisation;
    feed.streams.delete(stream);
    if (feed.streams.size > 0 || this.#feeds.get(id) !== feed) return;
    feed.close();
    this.#feeds.delete(id);
  }

  #present(organisation: string, people: Present[]): void {
    for (const stream of this.#feeds.get(organisation)?.streams ?? []) stream.present(people);
  }

  #wakeAll(): void {
    for (const feed of this.#feeds.values()) feed.wake();
  }

  #readAgain(): void {
    const state = this.#channel?.state;
    const isHeard = state === "alone" || state === "listening";
    const { listening, deaf } = millisecondsBetweenReads;
    if (performance.now() - this.#lastRead < (isHeard ? listening : deaf)) return;
    this.#lastRead = performance.now();
    this.#wakeAll();
  }

  async #checkAll(): Promise<void> {
    for (const { streams } of this.#feeds.values()) await this.#check(streams);
  }

  /** Ends the streams whose callers may not read them any more, or act in another role. */
  async #check(streams: Iterable<Stream>): Promise<void> {
    for (const stream of streams) {
      const now = await callerOf(stream);
      // While the database does not answer, nobody is refused.
      if (now instanceof DomainError) stream.outbox.end(now);
      if (now === undefined || now instanceof Error) continue;
      const { caller } = stream.authority;
      const isSame = now.role === caller.role && now.organisation.id === caller.organisation.id;
      // The reader begins another stream, which goes by the new role.
      if (!isSame) stream.outbox.end();
    }
  }
}

/** @returns undefined if it cannot be told */
async function callerOf({ identify }: Stream) {
  try {
    return await identify?.();
  } catch {
    return undefined;
  }
}
