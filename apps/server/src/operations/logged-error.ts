import { sqlstateOf } from "@coulisses/database";

/** An error as it is logged: enough to find its reason, and nothing personal. */
export interface LoggedError {
  type: string;
  message: string;
  /** Of PostgreSQL or the operating system: `23505`, `ECONNREFUSED`. */
  code?: string;
  /** Where in the database it failed: `table`, `constraint`, … */
  database?: Record<string, string>;
  /** Issues of a schema: place and rule. */
  issues?: { path: string; code: string }[];
  /** Where in the code it was thrown. */
  stack: string;
  cause?: LoggedError;
  /** The parts of an `AggregateError`. */
  errors?: LoggedError[];
}

const deepestCause = 5;

/**
 * Keeps only fields of an error that are known to hold no values. PostgreSQL repeats whole rows in
 * `detail` and `where`, Kysely the parameters in `node`, and other libraries their input.
 *
 * @example
 * log.error({ err: error }, "failed"); // this is the serializer of `err`
 */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "", stack: "" };
  const { code, issues, errors }: { code?: unknown; issues?: unknown; errors?: unknown } =
    Object(error);
  const database = databaseFields(error);
  const isNested = depth < deepestCause;
  return {
    type: error.constructor.name,
    message: messageOf(error, code),
    ...(isCode(code) && { code }),
    ...(database && { database }),
    ...(Array.isArray(issues) && { issues: issues.slice(0, 20).map(loggedIssue) }),
    stack: framesIn(error.stack ?? ""),
    ...(isNested && error.cause !== undefined && { cause: loggedError(error.cause, depth + 1) }),
    ...(isNested &&
      Array.isArray(errors) && {
        errors: errors.slice(0, 20).map((one) => loggedError(one, depth + 1)),
      }),
  };
}

/** The SQLSTATE of an error or of its nearest cause; undefined if there is none. */
export function sqlstateIn(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > deepestCause) return undefined;
  return sqlstateOf(error) ?? sqlstateIn(error.cause, depth + 1);
}

function isCode(code: unknown): code is string {
  return typeof code === "string" && /^\w{1,40}$/.test(code);
}

/** Fields of a PostgreSQL error (protocol-error-fields) that name parts of the schema or the server. */
const databaseKeys = ["severity", "schema", "table", "column", "dataType", "constraint", "routine"];

function databaseFields(error: Error): Record<string, string> | undefined {
  if (!("severity" in error)) return undefined;
  const fields = new Map<string, unknown>(Object.entries(error));
  return Object.fromEntries(
    databaseKeys.flatMap((key) => {
      const value = fields.get(key);
      return typeof value === "string" ? [[key, value]] : [];
    }),
  );
}

function loggedIssue(issue: unknown): { path: string; code: string } {
  const { path, code }: { path?: unknown; code?: unknown } = Object(issue);
  return { path: Array.isArray(path) ? path.join(".") : "", code: String(code) };
}

/** The message, if it cannot hold input. */
function messageOf(error: Error, code: unknown): string {
  const isFromDatabase = "severity" in error;
  // Class 22, data exceptions, repeats the value that was refused, in the server's language.
  if (isFromDatabase && String(code).startsWith("22")) return "data exception";
  if ("issues" in error) return "the schema found issues";
  if (error instanceof SyntaxError) return "syntax error";
  return isFromDatabase ? error.message : withoutValues(error);
}

/**
 * JavaScript and Node quote what they could not use in double quotes, or name it after a colon; mailers
 * name addresses.
 */
function withoutValues(error: Error): string {
  const message = error.message.slice(0, longestMessage);
  const kept = error instanceof RangeError ? message.replace(/:.*/s, "") : message;
  return kept.replace(/"(?:[^"\\]|\\.)*(?:"|$)/g, '"…"').replace(/\S+@\S+/g, "…");
}

const longestMessage = 500;

/** The frames only: the message stands before them. */
function framesIn(stack: string): string {
  const lines = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return lines.map((line) => line.trim()).join("\n");
}
