import type { AppRouter as ServedRouter } from "@coulisses/api/router";
import type {
  AnyTRPCRouter,
  inferRouterError,
  inferTransformedProcedureOutput,
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from "@trpc/server";

/** Makes the strings of a union anew, which removes the name of the union. */
type Boxed<Text> = Text extends string ? { text: Text } : never;

/**
 * The same type without names of the server's types: a declaration file refers to a named type by its name,
 * and to a copied key by its declaration.
 */
type Plain<Part> = [Part] extends [string | null | undefined]
  ? Boxed<Part>["text"] | Extract<Part, null | undefined>
  : Part extends (infer One)[]
    ? Plain<One>[]
    : Part extends object
      ? { [Key in keyof Part as Boxed<Key>["text"]]: Plain<Part[Key]> }
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
      : Procedure extends TRPCSubscriptionProcedure<infer Call>
        ? TRPCSubscriptionProcedure<{
            input: Plain<Call["input"]>;
            output: AsyncIterable<Plain<YieldOf<Call["output"]>>, void>;
            meta: object;
          }>
        : never;

type YieldOf<Output> = Output extends AsyncIterable<infer One> ? One : never;

/** A value as it arrives: of optional keys, JSON leaves out those that are undefined. */
type Sent<Value> = inferTransformedProcedureOutput<
  ServedRouter,
  TRPCQueryProcedure<{ input: void; output: Value; meta: object }>
>;

// Never called. With a named type, the declaration file would publish the types of the whole server; the
// type of a function's result has no name, and is written out in full.
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
 * The server's procedures, with their inputs, outputs and errors: the type argument of tRPC's own tools.
 *
 * @example
 * const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();
 */
export type AppRouter = ReturnType<typeof router>;
