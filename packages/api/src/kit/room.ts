import type { Narrower } from "@coulisses/messages";
import { type DomainError, invalidInput } from "./errors.ts";

/**
 * How much may still be put into an answer, or read for one: what needs more is refused, and told what
 * to ask for instead.
 *
 * @example
 * const room = new Room(ctx.most_bytes, "less_time");
 * room.take(JSON.stringify(part).length);
 */
export class Room {
  #left: number;
  readonly #params: { bytes: number; narrower: Narrower };

  /** @param narrower what would be smaller */
  constructor(most_bytes: number, narrower: Narrower) {
    this.#left = most_bytes;
    this.#params = { bytes: most_bytes, narrower };
  }

  /** In bytes of JSON. */
  get left(): number {
    return this.#left;
  }

  /** @throws DomainError `invalid_input` when there is less room than that */
  take(bytes: number): void {
    if (bytes > this.#left) throw this.refusal();
    this.#left -= bytes;
  }

  /** Takes the room that something has in an answer. @throws DomainError as `take` */
  takeFor<Part>(part: Part): Part {
    this.take(Buffer.byteLength(JSON.stringify(part) ?? "") + 1);
    return part;
  }

  refusal(): DomainError {
    return invalidInput([{ path: [], issue: "too_large", params: this.#params }]);
  }
}

/** For what has to be read to decide about one request, and is not all answered. */
export function roomToDecide(): Room {
  return new Room(2 ** 24, "fewer_at_a_time");
}

/** For what one change puts on record. */
export function roomOnRecord(): Room {
  return new Room(2 ** 22, "fewer_changes");
}

/** @throws DomainError `invalid_input` when a request concerns more than `most` of something */
export function refuseMore(
  of: "jobs" | "jobs_of_one",
  { count, most }: { count: number; most: number },
): void {
  if (count <= most) return;
  throw invalidInput([{ path: [], issue: "too_many_concerned", params: { of, most } }]);
}
