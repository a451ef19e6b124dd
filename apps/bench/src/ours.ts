import { authorize, type AuthorizedContext, type Context } from "@coulisses/api/kit/context";
import { findOpenCaller } from "@coulisses/api/organisations/queries";
import { type Database, openForApplication } from "@coulisses/database";
import { commandContext } from "@coulisses/server/cli/command";

/** Opens a migrated database in the role of our server. */
export function openAsServer(url: string): Promise<Database> {
  return openForApplication(url, async () => {});
}

/** The context of procedures that are called without a door, in the default organisation. */
export async function contextOf(db: Database["db"]): Promise<Context> {
  const { organisation } = await findOpenCaller(db);
  return commandContext(db, organisation);
}

/** The context of a procedure after the gate has let its caller in. */
export async function authorizedContext(
  db: Database["db"],
  procedure: string,
): Promise<AuthorizedContext> {
  const context = await contextOf(db);
  return { ...context, ...authorize(context, procedure) };
}
