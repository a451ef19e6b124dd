import {
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  type HTTPBatchLinkOptions,
  type HTTPHeaders,
  type Operation,
  type TRPCFetch,
  type TRPCLink,
} from "@trpc/client";
import { FetchedEventSource } from "./event-source.ts";
import { keyOf, retrying, markingFailures } from "./retry.ts";
import type { AppRouter } from "./router.ts";

/** The address of the server, and how requests are sent. */
export interface ClientOptions {
  /** The server's address, with the path where it is mounted, if any: `https://example.org`. */
  url: string;
  /** An API key, `clk_…`, sent as `Authorization: Bearer clk_…`. Keep it out of browsers. */
  apiKey?: string;
  /** Sent with every request. A function is called before each request. */
  headers?: HTTPHeaders | (() => HTTPHeaders | Promise<HTTPHeaders>);
  /** Used in place of the global `fetch`. */
  fetch?: TRPCFetch;
  /**
   * How often a call is sent again if the connection fails or the server answers 429, 502, 503 or 504;
   * 5 by default, 0 for never. Mutations are idempotent.
   */
  retries?: number;
}

type LinkOptions = HTTPBatchLinkOptions<AppRouter["_def"]["_config"]["$types"]>;

/** The most calls that the server accepts in one request. */
const mostCalls = 20;

/** Characters of a URL that every server and proxy should accept (RFC 9110, 4.1). */
const longestUrl = 8000;

/**
 * The most characters of JSON (up to 3 bytes each) in an input that is batched. So the inputs of 20 calls
 * stay below the server's limit of 1 MiB.
 */
const longestBatched = 16 * 1024;

/** The tRPC links that send the calls of a client. */
export function linksTo(given: ClientOptions): TRPCLink<AppRouter>[] {
  const options = {
    url: `${given.url.replace(/\/+$/, "")}/trpc`,
    fetch: asLinkFetch(markingFailures(given.fetch ?? globalFetch)),
  };
  const alone = httpLink({ ...options, headers: ({ op }) => allHeaders(given, [op]) });
  const batched = httpBatchLink({
    ...options,
    headers: ({ opList }) => allHeaders(given, opList),
    maxItems: mostCalls,
    maxURLLength: longestUrl,
  });
  return [
    splitLink({
      condition: ({ type }) => type === "subscription",
      true: streaming(given, options.url),
      false: [
        removeDirection,
        retrying(given.retries),
        splitLink({
          condition: ({ type, input, context }) =>
            context["skipBatch"] === true || (type === "mutation" && isLong(input)),
          true: alone,
          false: batched,
        }),
      ],
    }),
  ];
}

/** A stream that is cut begins again by itself, after its last event. */
function streaming(given: ClientOptions, url: string): TRPCLink<AppRouter> {
  return httpSubscriptionLink({
    url,
    EventSource: FetchedEventSource,
    eventSourceOptions: ({ op }) => ({
      fetch: given.fetch ?? globalFetch,
      headers: () => allHeaders(given, [op]),
    }),
  });
}

/** Read at each call, because tools may replace the global `fetch` later. */
const globalFetch: TRPCFetch = (url, options) => fetch(url, options);

async function allHeaders(
  { apiKey, headers = {} }: ClientOptions,
  operations: Operation[],
): Promise<HTTPHeaders> {
  const given = typeof headers === "function" ? await headers() : headers;
  const sent = Symbol.iterator in given ? [...given] : Object.entries(given);
  // If a name were there in two spellings, fetch would send both values.
  const entries = sent.map(([name, value]): [string, typeof value] => [name.toLowerCase(), value]);
  const authorization = apiKey !== undefined && { authorization: `Bearer ${apiKey}` };
  // A request has either queries, which have no key, or mutations.
  const keys = operations.flatMap((operation) => keyOf(operation) ?? []);
  const idempotency = keys.length > 0 && { "idempotency-key": keys.join(",") };
  return { ...Object.fromEntries(entries), ...authorization, ...idempotency };
}

/** Infinite queries of TanStack Query send a `direction`, which the server's schemas refuse. */
const removeDirection: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next(op.type === "query" ? { ...op, input: withoutDirection(op.input) } : op);

function withoutDirection(input: unknown): unknown {
  if (typeof input !== "object" || input === null || !("direction" in input)) return input;
  const { direction, ...rest } = input;
  return direction === "forward" ? rest : input;
}

function asLinkFetch(fetch: TRPCFetch): NonNullable<LinkOptions["fetch"]> {
  return (to, options) =>
    fetch(to instanceof Request ? to.url : String(to), {
      ...options,
      // A link without a signal gives undefined, which the type of fetch's options does not allow.
      signal: options?.signal ?? null,
    });
}

function isLong(input: unknown): boolean {
  return JSON.stringify([input]).length > longestBatched;
}
