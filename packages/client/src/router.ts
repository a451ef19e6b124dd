import type { AppRouter as ServedRouter } from "@coulisses/api/router";
import type {
  AnyTRPCRouter,
  inferRouterError,
  inferTransformedProcedureOutput,
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
} from "@trpc/server";

type Held<Text> = Text extends string ? { text: Text } : never;

/**
 * A type without the names of its parts, so that a declaration file has to write them out. A choice of
 * texts may have a name. The type of a key may be read from its declaration: keys that are made anew
 * have none.
 */
type Plain<Part> = [Part] extends [string | null | undefined]
  ? Held<Part>["text"] | Extract<Part, null | undefined>
  : Part extends (infer One)[]
    ? Plain<One>[]
    : Part extends object
      ? { [Key in keyof Part as Held<Key>["text"]]: Plain<Part[Key]> }
      : Part;

type PlainProcedure<Procedure> =
  Procedure extends TRPCQueryProcedure<infer Call>
    ? TRPCQueryProcedure<{
        input: Plain<Call["input"]>;
        output: Plain<Call["output"]>;
        meta: object;
      }>
    : Procedure extends TRPCMutationProcedure<infer Call>
      ? TRPCMutationProcedure<{
          input: Plain<Call["input"]>;
          output: Plain<Call["output"]>;
          meta: object;
        }>
      : never;

/** A value as it arrives: of optional keys, JSON leaves out those that are undefined. */
type Sent<Value> = inferTransformedProcedureOutput<
  ServedRouter,
  TRPCQueryProcedure<{ input: void; output: Value; meta: object }>
>;

// Never called. A declaration file repeats a named type by its name, and publishes with it all that
// the server is made of; the type of a call's result has no name, and is written out in full.
declare function writtenOut<Router extends AnyTRPCRouter>(): TRPCBuiltRouter<
  {
    ctx: object;
    meta: object;
    errorShape: Plain<Sent<inferRouterError<Router>>>;
    transformer: false;
  },
  {
    [Noun in keyof Router["_def"]["record"]]: {
      [Name in keyof Router["_def"]["record"][Noun]]: PlainProcedure<
        Router["_def"]["record"][Noun][Name]
      >;
    };
  }
>;

const router = () => writtenOut<ServedRouter>();

/**
 * The server's procedures, each with its input, its output and its errors: what tRPC's own tools
 * take as their type argument.
 *
 * @example
 * const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();
 */
export type AppRouter = ReturnType<typeof router>;
