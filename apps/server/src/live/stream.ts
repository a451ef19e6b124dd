import type { RecordedChange } from "@coulisses/api/changes/queries";
import { advance, hasRead, type Position } from "@coulisses/api/changes/rules";
import type { Authority, Watch } from "@coulisses/api/kit/context";
import type { ChangedSignal, Present } from "@coulisses/api/kit/signals";
import { Outbox } from "./outbox.ts";

/** One reader of an organisation's changes. It gets each change once, those that it missed first. */
export class Stream {
  readonly outbox = new Outbox();
  readonly authority: Authority;
  readonly page_id: string | undefined;
  readonly identify: Watch["identify"];
  #position: Position = new Map();
  /** What happens while the missed changes are read; undefined afterwards. */
  #later: (() => void)[] | undefined = [];

  constructor(authority: Authority, { page_id, identify }: Watch) {
    this.authority = authority;
    this.page_id = page_id;
    this.identify = identify;
  }

  /** Sends what was missed since a position, and then all that happened meanwhile. */
  start(position: Position, missed: RecordedChange[] | "too much"): void {
    const later = this.#later ?? [];
    this.#later = undefined;
    this.#position = position;
    this.outbox.push(position, { type: missed === "too much" ? "reload" : "ready" });
    if (missed !== "too much") this.deliver(missed);
    for (const act of later) act();
  }

  deliver(changes: RecordedChange[]): void {
    if (this.#later) return void this.#later.push(() => this.deliver(changes));
    for (const change of changes) {
      if (hasRead(this.#position, change)) continue;
      this.#position = advance(this.#position, change);
      this.outbox.push(this.#position, signalOf(change));
    }
  }

  /** Has the reader load everything anew. */
  reload(position: Position): void {
    if (this.#later) return void this.#later.push(() => this.reload(position));
    this.#position = position;
    this.outbox.push(position, { type: "reload" });
  }

  present(people: Present[]): void {
    if (this.#later) return void this.#later.push(() => this.present(people));
    this.outbox.push(this.#position, { type: "present", people });
  }
}

function signalOf(change: RecordedChange): ChangedSignal {
  const { chain: _chain, height: _height, actor_kind: kind, actor_id: id, ...rest } = change;
  return { type: "changed", by: { kind, id }, ...rest };
}
