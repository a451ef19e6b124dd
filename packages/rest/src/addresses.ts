import type { FastifyInstance } from "fastify";
import type { RestProcedure } from "./meta.ts";

/** A path of the API, such as `/books/{title}`, and its methods. */
export interface Address {
  path: string;
  /** Matches the paths of requests. */
  pattern: RegExp;
  /** Sorted, each once: the `Allow` header. */
  methods: string[];
}

/** The addresses of procedures. */
export class Addresses {
  readonly #all: Address[];

  constructor(procedures: RestProcedure[]) {
    const methods = new Map<string, Set<string>>();
    for (const { rest } of procedures) {
      const known = methods.get(rest.path) ?? new Set();
      methods.set(rest.path, known.add(rest.method));
      if (rest.method === "GET") known.add("HEAD");
    }
    this.#all = Array.from(methods, ([path, known]) => ({
      path,
      pattern: new RegExp(`^${path.replace(parameter, "[^/]+")}$`),
      methods: [...known].toSorted(),
    })).toSorted((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1));
  }

  /**
   * Finds the address of a request's path. If two match, the one with static text wins, for all methods:
   * `/books/new` is never `/books/{title}`.
   */
  find(path: string): Address | undefined {
    const decoded = decodeURI(path);
    return this.#all.find(({ pattern }) => pattern.test(decoded));
  }

  /** Tells whether an address also matches the path of a more specific one. */
  isAmbiguous(path: string): boolean {
    const own = this.#all.find((address) => address.path === path);
    return this.#all.some((other) => other !== own && own?.pattern.test(other.path));
  }
}

/** The methods of an application's routes at a path without parameters, sorted. */
export function methodsAt(app: FastifyInstance, path: string): string[] {
  return known.filter((method) => app.hasRoute({ method, url: decodeURI(path) }));
}

const known = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"];

const parameter = /\{\w+\}/g;

/** Sorts a parameter after all static text. */
function rankOf({ path }: Address): string {
  return path.replace(parameter, "\uffff");
}
