import {
  listChangesAfter,
  readHeads,
  readHeadsBefore,
  type RecordedChange,
} from "@coulisses/api/changes/queries";
import {
  advance,
  isKnown,
  parsePosition,
  type Position,
  positionOf,
} from "@coulisses/api/changes/rules";
import type { AuthorizedOrganisationId } from "@coulisses/api/kit/context";
import { type Database, Deadline } from "@coulisses/database";
import type { Stream } from "./stream.ts";

/** Changes that a stream which was cut is told one by one; more than that is one `reload`. */
const mostMissed = 500;

/** A page has loaded what it shows shortly before it follows the changes. */
const secondsBeforeStart = 10;

/** Milliseconds between two reads: changes in quick succession are read together. */
const millisecondsBetweenReads = 30;
const millisecondsBeforeRetry = 1000;
const millisecondsToRead = 5000;

interface FeedOptions {
  db: Database["db"];
  organisation: AuthorizedOrganisationId;
  /** Called with the changes that were read, before the streams get them. */
  onChanges: (changes: RecordedChange[]) => void;
  onFailure: (error: unknown) => void;
}

/**
 * The changes of one organisation, for all its streams of this process. They are read from the audit log,
 * once for all streams, whenever something may have changed. So none is missed or told twice, whatever becomes
 * of the messages between processes: each chain of the audit log grows in the order of its commits.
 */
export class Feed {
  readonly streams = new Set<Stream>();
  readonly #options: FeedOptions;
  #position: Position | undefined;
  #isReading = false;
  #isStale = false;
  #isClosed = false;
  #isFailing = false;
  #timer: NodeJS.Timeout | undefined;
  #lastRead = -Infinity;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** Adds a stream, and tells it what was committed after a position. */
  async join(stream: Stream, after: string | undefined): Promise<void> {
    this.streams.add(stream);
    const { db, organisation } = this.#options;
    await within(async () => {
      const heads = positionOf(await readHeads(db, organisation));
      this.#position ??= heads;
      const given =
        after === undefined
          ? positionOf(await readHeadsBefore(db, organisation, secondsBeforeStart))
          : parsePosition(after);
      const missed = given && isKnown(given, heads) ? await this.#listAfter(given) : undefined;
      if (given && missed) stream.start(given, missed);
      else stream.start(heads, "too much");
    });
  }

  /** Reads what is new, soon. */
  wake(): void {
    this.#isStale = true;
    if (this.#isReading || this.#timer || this.#isClosed) return;
    const pause = this.#lastRead + millisecondsBetweenReads - performance.now();
    this.#schedule(Math.max(0, pause));
  }

  /** Has all streams load everything if the database has lost changes: another server took over. */
  async resume(): Promise<void> {
    const { db, organisation, onFailure } = this.#options;
    try {
      const heads = positionOf(await within(() => readHeads(db, organisation)));
      if (this.#position && !isKnown(this.#position, heads)) this.#reload(heads);
      this.wake();
    } catch (error) {
      onFailure(error);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#isClosed = true;
  }

  #schedule(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#read();
    }, milliseconds);
    this.#timer.unref();
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    this.#isStale = false;
    let pause = millisecondsBetweenReads;
    try {
      await within(() => this.#readNew());
      this.#isFailing = false;
    } catch (error) {
      // Told once, however long the database is away.
      if (!this.#isFailing) this.#options.onFailure(error);
      this.#isFailing = true;
      this.#isStale = true;
      pause = millisecondsBeforeRetry;
    }
    this.#isReading = false;
    this.#lastRead = performance.now();
    if (this.#isStale && !this.#isClosed) this.#schedule(pause);
  }

  async #readNew(): Promise<void> {
    const before = this.#position;
    if (before === undefined) return;
    const changes = await this.#listAfter(before);
    if (changes === undefined) {
      const { db, organisation } = this.#options;
      return this.#reload(positionOf(await readHeads(db, organisation)));
    }
    if (changes.length === 0) return;
    this.#position = changes.reduce(advance, before);
    this.#options.onChanges(changes);
    for (const stream of this.streams) stream.deliver(changes);
  }

  #reload(heads: Position): void {
    this.#position = heads;
    for (const stream of this.streams) stream.reload(heads);
  }

  /** @returns undefined if there are too many */
  async #listAfter(position: Position): Promise<RecordedChange[] | undefined> {
    const { db, organisation } = this.#options;
    const most = mostMissed + 1;
    const changes = await listChangesAfter(db, organisation, { position, most });
    return changes.length === most ? undefined : changes;
  }
}

function within<T>(work: () => Promise<T>): Promise<T> {
  return new Deadline(millisecondsToRead).run(work);
}
