import type { Authority } from "@coulisses/api/kit/context";
import type { Present } from "@coulisses/api/kit/signals";
import type { Message } from "./messages.ts";

/** Pages of one organisation that are shown; more are not. */
const mostShown = 50;
/** Pages of one organisation, and in all, that a process remembers. */
const mostPages = 200;
const mostOrganisations = 1000;

/** A page is forgotten if nobody says any more that it is there. */
const millisecondsKept = 45_000;
const millisecondsBetweenReports = 15_000;
/** A stream that is cut begins again within this time: the page is not seen to leave. */
const millisecondsOfGrace = 1000;
const millisecondsBetweenSweeps = 1000;
/** Changes in quick succession are told together. */
const millisecondsToGather = 50;

interface Page {
  person: Present;
  until: number;
  /** The streams of the page in this process, which then tells the others about it. */
  streams: number;
}

interface PresenceOptions {
  /** Names this process among others. */
  from: string;
  tell: (messages: Message[]) => void;
  onChange: (organisation: string, people: Present[]) => void;
}

/**
 * Who has the board open: in memory only, and never on record. Each process knows the pages of all processes, and
 * reports its own again and again, so those of a process that ends without a word are forgotten.
 */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #from: string;
  readonly #pages = new Map<string, Map<string, Page>>();
  readonly #changed = new Set<string>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #gathering: NodeJS.Timeout | undefined;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.#from = options.from;
    const report = setInterval(() => this.#report(), millisecondsBetweenReports);
    const sweep = setInterval(() => this.#sweep(), millisecondsBetweenSweeps);
    for (const timer of [report, sweep]) this.#timers.add(timer.unref());
  }

  /** Those present in an organisation. */
  peopleIn(organisation: string): Present[] {
    const people = [...(this.#pages.get(organisation)?.values() ?? [])].map(({ person }) => person);
    const inOrder = people.toSorted(
      (a, b) => compare(a.name ?? "", b.name ?? "") || compare(a.page_id, b.page_id),
    );
    return inOrder.slice(0, mostShown);
  }

  /** A page begins to follow the changes. @returns to be called when it stops */
  enter(authority: Authority, page_id: string): () => void {
    const { organisation, key } = placeOf(authority, page_id);
    const known = this.#pages.get(organisation)?.get(key);
    const page = this.#keep({ organisation, key }, known?.person ?? personOf(authority, page_id));
    if (page === undefined) return () => {};
    page.streams += 1;
    this.#tellOf({ organisation, key }, page);
    return () => {
      page.streams -= 1;
      if (page.streams === 0) this.#leave({ organisation, key }, page);
    };
  }

  /** Somebody tells what they have selected. */
  show(authority: Authority, { page_id, mission_id }: Pick<Present, "page_id" | "mission_id">) {
    const place = placeOf(authority, page_id);
    const page = this.#keep(place, { ...personOf(authority, page_id), mission_id });
    if (page) this.#tellOf(place, page);
  }

  /** Another process has told something. */
  hear(message: Message): void {
    if (message.type === "hello") this.#report();
    if (message.type === "here") this.#keep(message, message.person);
    if (message.type !== "gone") return;
    const page = this.#pages.get(message.organisation)?.get(message.key);
    // Else it goes on in this process.
    if (page?.streams === 0) this.#forget(message);
  }

  /** Asks the other processes who is present there, and tells them who is here. */
  greet(): void {
    this.#options.tell([{ type: "hello", from: this.#from }]);
    this.#report();
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    clearTimeout(this.#gathering);
  }

  #keep({ organisation, key }: PlaceOfPage, person: Present): Page | undefined {
    const pages = this.#pages.get(organisation) ?? new Map<string, Page>();
    const page = pages.get(key) ?? { person, until: 0, streams: 0 };
    const isNew = !pages.has(key);
    if (isNew && (pages.size >= mostPages || this.#pages.size > mostOrganisations))
      return undefined;
    if (isNew || JSON.stringify(page.person) !== JSON.stringify(person)) this.#change(organisation);
    page.person = person;
    page.until = performance.now() + millisecondsKept;
    this.#pages.set(organisation, pages.set(key, page));
    return page;
  }

  #forget({ organisation, key }: PlaceOfPage): void {
    const pages = this.#pages.get(organisation);
    if (!pages?.delete(key)) return;
    if (pages.size === 0) this.#pages.delete(organisation);
    this.#change(organisation);
  }

  /** Its selection may be told after its stream has ended, and does not keep it any longer. */
  #leave(place: PlaceOfPage, page: Page): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (page.streams === 0) this.#end(place);
    }, millisecondsOfGrace).unref();
    this.#timers.add(timer);
  }

  /** The other processes forget the page as well. */
  #end({ organisation, key }: PlaceOfPage): void {
    this.#forget({ organisation, key });
    this.#options.tell([{ type: "gone", from: this.#from, organisation, key }]);
  }

  #tellOf({ organisation, key }: PlaceOfPage, { person }: Page): void {
    this.#options.tell([{ type: "here", from: this.#from, organisation, key, person }]);
  }

  #report(): void {
    for (const [organisation, pages] of this.#pages)
      for (const [key, page] of pages)
        if (page.streams > 0) this.#tellOf({ organisation, key }, page);
  }

  #sweep(): void {
    const now = performance.now();
    for (const [organisation, pages] of this.#pages)
      for (const [key, { streams, until }] of pages) {
        if (streams === 0 && until <= now) this.#end({ organisation, key });
      }
  }

  #change(organisation: string): void {
    this.#changed.add(organisation);
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      const changed = [...this.#changed];
      this.#changed.clear();
      for (const one of changed) this.#options.onChange(one, this.peopleIn(one));
    }, millisecondsToGather).unref();
  }
}

interface PlaceOfPage {
  organisation: string;
  key: string;
}

function placeOf({ caller, organisation }: Authority, page_id: string): PlaceOfPage {
  return { organisation: organisation.id, key: `${caller.kind} ${caller.id} ${page_id}` };
}

function personOf({ caller: { kind, id, name } }: Authority, page_id: string): Present {
  return { page_id, id, name: kind === "open" ? null : name, mission_id: null };
}

function compare(a: string, b: string): number {
  return a.localeCompare(b);
}
