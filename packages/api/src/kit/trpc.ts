import type { Language } from "@coulisses/messages";
import { initTRPC, type TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { z } from "zod";
import {
  authorize,
  type Authority,
  type CallOutcome,
  type Context,
  type KeyedCall,
  refuseOthers,
} from "./context.ts";
import { DomainError, invalidInput, SchemaError, toProblem, trpcCodeOf } from "./errors.ts";
import { keyedCall } from "./idempotency.ts";
import { currentLanguage, speaking } from "./language.ts";

const secondsBetweenPings = 10;

const t = initTRPC
  .context<Context>()
  .meta<object>()
  .create({
    // Never a stack in an answer, whatever NODE_ENV says.
    isDev: false,
    // Streams of changes. Proxies end connections that are silent for a minute or less.
    sse: {
      ping: { enabled: true, intervalMs: secondsBetweenPings * 1000 },
      client: { reconnectAfterInactivityMs: 3 * secondsBetweenPings * 1000 },
    },
    errorFormatter: ({ error, path }) => toErrorShape(error, currentLanguage(), path),
  });

export const { router } = t;

/** The base of procedures without authentication. */
export const publicProcedure = t.procedure.use(({ ctx, path, next }) =>
  observed(ctx, path, () => next()),
);

/** The base of all other procedures: runs under the request's deadline, behind the gate. */
export const procedure = t.procedure.use(({ ctx, next, ...call }) => {
  const enter = async () => {
    const authority: Authority & { keyed?: KeyedCall } = authorize(ctx, call.path);
    if (authority.caller.role === "artist" && ctx.scopes[call.path] === "artist_id")
      refuseOthers(authority.caller, await call.getRawInput());
    // A query changes nothing, so its key is not read.
    if (ctx.idempotency !== undefined && call.type === "mutation")
      authority.keyed = keyedCall(ctx.idempotency, { ...call, caller: authority.caller });
    const result = await next({ ctx: authority });
    if (!authority.keyed?.isReplay) return result;
    if (!result.ok && result.error.cause instanceof SchemaError)
      throw new DomainError("answer_not_kept", { reason: "answer_of_other_version" });
    ctx.idempotency?.onReplay(call.batchIndex);
    return result;
  };
  return observed(ctx, call.path, () => (ctx.deadline ? ctx.deadline.run(enter) : enter()));
});

/** Runs a call in its caller's language, measured and traced if the transport does so. */
function observed<Outcome extends CallOutcome>(
  { observe, language }: Context,
  path: string,
  call: () => Promise<Outcome>,
): Promise<Outcome> {
  return speaking(language, () => (observe ? observe(path, call) : call()));
}

/**
 * Makes tRPC use zod's compiled parser of a schema: `.output(compiled(Artist))`. tRPC calls `parseAsync`,
 * for which zod has no compiled parser; without this, validating a page of 100 artists took four
 * times as long. No schema of ours is asynchronous.
 */
export function compiled<Schema extends z.ZodType>(schema: Schema): Schema {
  const parser = z.compile(schema, { strict: true });
  return parsingWith(schema, (value) => parser.safeParse(value));
}

/**
 * The same for inputs: `.input(compiledInput(ArtistCreate))`. A body of 1 MiB can hold half a million
 * values, and listing an issue for each would block the event loop for seconds. So an input with more
 * values than any schema accepts is refused before validation.
 */
export function compiledInput<Schema extends z.ZodType>(schema: Schema): Schema {
  const parser = z.compile(schema, { strict: true });
  return parsingWith(schema, (value) => {
    if (hasMoreValues(value, mostValues))
      throw invalidInput([{ path: [], issue: "too_many_values", params: { most: mostValues } }]);
    return parser.safeParse(value);
  });
}

/** Counts objects, arrays and their members. A planning of 1 MiB has fewer than 60,000. */
const mostValues = 100_000;

function hasMoreValues(value: unknown, most: number): boolean {
  const open = [value];
  for (let seen = 1; open.length > 0; seen += 1) {
    if (seen + open.length > most) return true;
    const next = open.pop();
    if (typeof next === "object" && next !== null)
      for (const inner of Object.values(next)) open.push(inner);
  }
  return false;
}

function parsingWith<Schema extends z.ZodType>(
  schema: Schema,
  safeParse: (value: unknown) => z.ZodSafeParseResult<unknown>,
): Schema {
  const parseAsync = async (value: unknown) => {
    const result = safeParse(value);
    if (!result.success) throw new SchemaError(result.error.issues);
    return result.data;
  };
  // The compiled schema itself would lose its name in the OpenAPI document.
  return Object.defineProperty(schema, "parseAsync", { value: parseAsync, configurable: true });
}

/** An error as tRPC callers see it: tRPC's own shape, with the problem that REST callers get. */
export function toErrorShape(error: TRPCError, language: Language, path?: string) {
  const problem = toProblem(error, language);
  const code = trpcCodeOf(problem.code);
  return {
    message: problem.detail,
    code: TRPC_ERROR_CODES_BY_KEY[code],
    data: { code, httpStatus: problem.status, ...(path !== undefined && { path }), problem },
  };
}
