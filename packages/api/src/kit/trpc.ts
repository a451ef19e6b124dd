import { initTRPC, type TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { z } from "zod";
import type { Context } from "./context.ts";
import { SchemaError, toProblem, trpcCodeOf } from "./errors.ts";

const t = initTRPC
  .context<Context>()
  .meta<object>()
  .create({
    // Never a stack in an answer, whatever NODE_ENV says.
    isDev: false,
    errorFormatter: ({ error, path }) => toErrorShape(error, path),
  });

// No middleware turns errors into what callers see: both doors ask toProblem for that.
export const { procedure, router } = t;

/**
 * A schema as a procedure takes it: `.input(compiled(ArtistCreate))`. tRPC parses with `parseAsync`,
 * where zod does without compiled parsers, though nothing in a schema of ours is asynchronous; a
 * page of 100 artists took four times as long.
 */
export function compiled<Schema extends z.ZodType>(schema: Schema): Schema {
  const parser = z.compile(schema, { strict: true });
  const parseAsync = async (value: unknown) => {
    const result = parser.safeParse(value);
    if (!result.success) throw new SchemaError(result.error.issues);
    return result.data;
  };
  // Not the compiled schema itself, which has lost its name in the OpenAPI document.
  return Object.defineProperty(schema, "parseAsync", { value: parseAsync, configurable: true });
}

/** An error as tRPC callers see it: tRPC's own shape, and the problem that REST callers get. */
export function toErrorShape(error: TRPCError, path?: string) {
  const problem = toProblem(error);
  const code = trpcCodeOf(problem.code);
  return {
    message: problem.detail,
    code: TRPC_ERROR_CODES_BY_KEY[code],
    data: { code, httpStatus: problem.status, ...(path !== undefined && { path }), problem },
  };
}
