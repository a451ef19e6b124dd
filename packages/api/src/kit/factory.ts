import { type Database, open } from "@coulisses/database";
import { createTestDatabase } from "@coulisses/database/testing";
import type { PluginTransformQueryArgs, PluginTransformResultArgs } from "kysely";
import { afterAll } from "vitest";
import { appRouter } from "../router.ts";
import { type Context, defaultOrganisation } from "./context.ts";

/** What a test file works with: a database of its own, and the procedures on it. */
export interface TestApi {
  database: Database;
  context: Context;
  api: ReturnType<typeof appRouter.createCaller>;
}

/** The procedures, called as tRPC calls them, on a database of the test file's own. */
export async function testApi(): Promise<TestApi> {
  const database = await open(await createTestDatabase());
  afterAll(() => database.close());
  const context: Context = {
    db: database.db,
    organisation: await defaultOrganisation(database.db),
    service: { name: "coulisses", environment: "test" },
  };
  return { database, context, api: appRouter.createCaller(context) };
}

/** Counts the SQL statements of one piece of work, BEGIN and COMMIT aside. */
export async function countStatements(
  { context }: TestApi,
  work: (api: TestApi["api"]) => Promise<unknown>,
): Promise<number> {
  let count = 0;
  const counter = {
    transformQuery({ node }: PluginTransformQueryArgs) {
      count += 1;
      return node;
    },
    transformResult: ({ result }: PluginTransformResultArgs) => Promise.resolve(result),
  };
  await work(appRouter.createCaller({ ...context, db: context.db.withPlugin(counter) }));
  return count;
}
