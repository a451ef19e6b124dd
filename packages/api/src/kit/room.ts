import type { Narrower } from "@coulisses/messages";
import { type DomainError, invalidInput } from "./errors.ts";

/**
 * The bytes that are left for an answer, or for what is read to make it. A request that needs more is
 * refused, with a hint at a narrower one.
 *
 * @example
 * const room = new Room(ctx.most_bytes, "less_time");
 * room.take(JSON.stringify(part).length);
 */
export class Room {
  #left: number;
  readonly #params: { bytes: number; narrower: Narrower };

  /** @param narrower the narrower request that the refusal proposes */
  constructor(most_bytes: number, narrower: Narrower) {
    this.#left = most_bytes;
    this.#params = { bytes: most_bytes, narrower };
  }

  /** Bytes of JSON. */
  get left(): number {
    return this.#left;
  }

  /** @throws DomainError `invalid_input` if fewer bytes are left */
  take(bytes: number): void {
    if (bytes > this.#left) throw this.refusal();
    this.#left -= bytes;
  }

  /** Takes the bytes of a part of an answer. @throws DomainError as `take` */
  takeFor<Part>(part: Part): Part {
    this.take(Buffer.byteLength(JSON.stringify(part) ?? "") + 1);
    return part;
  }

  refusal(): DomainError {
    return invalidInput([{ path: [], issue: "too_large", params: this.#params }]);
  }
}

/** For what is read to decide about one request. */
export function roomToDecide(): Room {
  return new Room(2 ** 24, "fewer_at_a_time");
}

/** For what one change records in the audit log. */
export function roomOnRecord(): Room {
  return new Room(2 ** 22, "fewer_changes");
}

/** @throws DomainError `invalid_input` if a request concerns more than `most` of something */
export function refuseMore(
  of: "jobs" | "jobs_of_one",
  { count, most }: { count: number; most: number },
): void {
  if (count <= most) return;
  throw invalidInput([{ path: [], issue: "too_many_concerned", params: { of, most } }]);
}
