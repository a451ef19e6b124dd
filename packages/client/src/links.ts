import {
  httpBatchLink,
  httpLink,
  splitLink,
  type HTTPBatchLinkOptions,
  type HTTPHeaders,
  type Operation,
  type TRPCFetch,
  type TRPCLink,
} from "@trpc/client";
import { keyOf, retrying, tellingFailures } from "./retry.ts";
import type { AppRouter } from "./router.ts";

/** Where the server is, and how it is asked. */
export interface ClientOptions {
  /** The server's address, with the path that it is mounted under, if any: `https://example.org`. */
  url: string;
  /** An API key, `clk_…`, sent as `Authorization: Bearer clk_…`. Keep it out of browsers. */
  apiKey?: string;
  /** Sent with every request; a function is asked anew before each. */
  headers?: HTTPHeaders | (() => HTTPHeaders | Promise<HTTPHeaders>);
  /** Sends the requests in place of the global `fetch`. */
  fetch?: TRPCFetch;
  /**
   * How often a call is sent again when the connection fails or the server answers 429, 502, 503 or 504:
   * 5 unless told, and 0 for never. A mutation has one effect, however often it is sent.
   */
  retries?: number;
}

type LinkOptions = HTTPBatchLinkOptions<AppRouter["_def"]["_config"]["$types"]>;

/** The server takes no more calls in one request. */
const mostCalls = 20;

/** Characters of a URL that every part of the web should take (RFC 9110, 4.1). */
const longestUrl = 8000;

/**
 * Characters of JSON, 3 bytes at most, in an input that may share a request: so the inputs of 20
 * calls stay within the 1 MiB that the server takes.
 */
const longestShared = 16 * 1024;

/** What a call goes through on its way to the server. */
export function linksTo(given: ClientOptions): TRPCLink<AppRouter>[] {
  const options = {
    url: `${given.url.replace(/\/+$/, "")}/trpc`,
    fetch: asLinksCall(tellingFailures(given.fetch ?? globalFetch)),
  };
  return [
    forward,
    retrying(given.retries),
    splitLink({
      condition: ({ type, input }) => type === "mutation" && isLong(input),
      true: httpLink({ ...options, headers: ({ op }) => allHeaders(given, [op]) }),
      false: httpBatchLink({
        ...options,
        headers: ({ opList }) => allHeaders(given, opList),
        maxItems: mostCalls,
        maxURLLength: longestUrl,
      }),
    }),
  ];
}

/** Looked up at each call, for tools that replace it later. */
const globalFetch: TRPCFetch = (url, options) => fetch(url, options);

async function allHeaders(
  { apiKey, headers = {} }: ClientOptions,
  operations: Operation[],
): Promise<HTTPHeaders> {
  const given = typeof headers === "function" ? await headers() : headers;
  const sent = Symbol.iterator in given ? [...given] : Object.entries(given);
  // Of a name in two spellings, fetch would send both values.
  const entries = sent.map(([name, value]): [string, typeof value] => [name.toLowerCase(), value]);
  const authorization = apiKey !== undefined && { authorization: `Bearer ${apiKey}` };
  // Calls of one request are all queries, which have no key, or all mutations.
  const keys = operations.flatMap((operation) => keyOf(operation) ?? []);
  const idempotency = keys.length > 0 && { "idempotency-key": keys.join(",") };
  return { ...Object.fromEntries(entries), ...authorization, ...idempotency };
}

/** An infinite query of TanStack Query tells its direction, and the server goes forward anyhow. */
const forward: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next(op.type === "query" ? { ...op, input: withoutDirection(op.input) } : op);

function withoutDirection(input: unknown): unknown {
  if (typeof input !== "object" || input === null || !("direction" in input)) return input;
  const { direction, ...rest } = input;
  return direction === "forward" ? rest : input;
}

function asLinksCall(fetch: TRPCFetch): NonNullable<LinkOptions["fetch"]> {
  return (to, options) =>
    fetch(to instanceof Request ? to.url : String(to), {
      ...options,
      // A link without a signal says undefined, which is not in the type of fetch's options.
      signal: options?.signal ?? null,
    });
}

function isLong(input: unknown): boolean {
  return JSON.stringify([input]).length > longestShared;
}
