import { change } from "@coulisses/api/kit/change";
import { authorize, type Context } from "@coulisses/api/kit/context";
import { DomainError } from "@coulisses/api/kit/errors";
import { addAdministrator } from "@coulisses/api/members/commands";
import { hasMembers } from "@coulisses/api/members/queries";
import { findOpenCaller } from "@coulisses/api/organisations/queries";
import type { DB } from "@coulisses/database/tables";
import type { FastifyBaseLogger } from "fastify";
import type { Kysely } from "kysely";
import { commandContext } from "../cli/command.ts";
import type { Config } from "../config.ts";
import { linkMinutes } from "./limits.ts";
import type { People } from "./people.ts";

interface Parts {
  config: Pick<Config, "AUTH" | "FIRST_ADMIN_EMAIL">;
  db: Kysely<DB>;
  people: People;
  log: FastifyBaseLogger;
}

/**
 * Makes the person of the setting FIRST_ADMIN_EMAIL the administrator of the default organisation, if
 * that has no member yet, and logs a link by which they sign in once.
 */
export async function makeFirstAdministrator({ config, db, people, log }: Parts): Promise<void> {
  const { AUTH, FIRST_ADMIN_EMAIL: email } = config;
  if (AUTH !== "required" || email === undefined) return;
  const { organisation } = await findOpenCaller(db);
  if (await hasMembers(db, organisation.id)) return;
  try {
    const context = commandContext(db, organisation);
    const link = await bootstrap(people, context, { email, name: email });
    log.warn(
      { email, link },
      `open this link within ${linkMinutes} minutes: it signs the first administrator in, once`,
    );
  } catch (error) {
    // Another process, started at the same time, has made it and logged the link.
    if (!(error instanceof DomainError && error.code === "already_exists")) throw error;
  }
}

/**
 * Makes a person an administrator of an organisation, with an account if they have none.
 *
 * @returns a link by which they sign in once, within fifteen minutes
 * @throws DomainError `already_exists` when they are a member
 */
export async function bootstrap(
  people: People,
  context: Context,
  { email, name }: { email: string; name: string },
): Promise<string> {
  const authority = authorize(context, "admin bootstrap");
  const link = await people.signInLink(email, name);
  await change({ ...context, ...authority }, (trx) =>
    addAdministrator(trx, authority.organisation.id, email),
  );
  return link;
}
