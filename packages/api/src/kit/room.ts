import { type DomainError, invalidInput } from "./errors.ts";

/**
 * How much may still be put into an answer, or read for one: what needs more is refused, and told what
 * to ask for instead.
 *
 * @example
 * const room = new Room(ctx.most_bytes, "ask for less time");
 * room.take(JSON.stringify(part).length);
 */
export class Room {
  #left: number;
  readonly #refusal: string;

  /** @param hint what would be smaller: `ask for less time` */
  constructor(most_bytes: number, hint: string) {
    this.#left = most_bytes;
    this.#refusal = `Would take more than ${inWords(most_bytes)}: ${hint}`;
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
    return invalidInput([{ path: [], message: this.#refusal }]);
  }
}

/** For what has to be read to decide about one request, and is not all answered. */
export function roomToDecide(): Room {
  return new Room(2 ** 24, "ask for fewer people, missions or engagements at a time");
}

/** For what one change puts on record. */
export function roomOnRecord(): Room {
  return new Room(2 ** 22, "change fewer things at a time");
}

/** @throws DomainError `invalid_input` when a request concerns more than `most` of something */
export function refuseMore(what: string, { count, most }: { count: number; most: number }): void {
  if (count <= most) return;
  const message = `Concerns more than ${most} ${what}: ask for less at a time`;
  throw invalidInput([{ path: [], message }]);
}

const mebibyte = 2 ** 20;

function inWords(bytes: number): string {
  if (bytes >= mebibyte) return `${Math.floor(bytes / mebibyte)} MiB`;
  return bytes >= 1024 ? `${Math.floor(bytes / 1024)} KiB` : `${bytes} bytes`;
}
