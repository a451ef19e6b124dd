import { parseArgs } from "node:util";
import { record } from "@coulisses/api/kit/change";
import { authorize } from "@coulisses/api/kit/context";
import { DomainError, notFound, toProblem } from "@coulisses/api/kit/errors";
import { id } from "@coulisses/api/kit/ids";
import { role } from "@coulisses/api/kit/roles";
import { text } from "@coulisses/api/kit/text";
import { addAdministrator } from "@coulisses/api/members/commands";
import { hasAccount } from "@coulisses/api/members/queries";
import { createOrganisation } from "@coulisses/api/organisations/commands";
import {
  defaultOrganisation,
  findOrganisation,
  listOrganisations,
} from "@coulisses/api/organisations/queries";
import { appRouter } from "@coulisses/api/router";
import { type Database, openForApplication, transact } from "@coulisses/database";
import { migrate } from "@coulisses/database/migrate";
import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import Fastify from "fastify";
import { z } from "zod";
import { backUpTo, restoreFrom } from "./backup-file.ts";
import { commandContext } from "./command.ts";
import { type Config, ConfigError, readConfig } from "../config.ts";
import { address } from "../auth/memberships.ts";
import { bootstrap } from "../auth/first-administrator.ts";
import { createPeople, type People } from "../auth/people.ts";
import { fail } from "../serve.ts";

const usage = `Usage: pnpm admin …

  bootstrap --email … [--name …]           makes the first administrator, of the default organisation
  organisation create --name … --email …   makes another organisation, and its first administrator
  link --email …                           makes a link by which an existing account signs in, once
  key create --role … --name … [--artist …] [--expires …]
                                           makes an API key, and prints it
  key list                                 lists the API keys
  key revoke --id …                        revokes an API key
  audit verify                             verifies the audit log of every organisation
  backup FILE                              copies all rows to a new file; - is standard output
  restore FILE                             fills an empty database from such a file; - is standard input

An --organisation … other than the default one can be given for bootstrap and key.`;

interface Shell {
  config: Config;
  db: Database["db"];
}

/** Makes a command from the schema of its flags and its work. */
function command<Flags>(flags: z.ZodType<Flags>, run: (shell: Shell, flags: Flags) => unknown) {
  return (given: object) => {
    const parsed = flags.safeParse(given);
    if (!parsed.success)
      throw new ConfigError(
        parsed.error.issues.map((issue) => sentenceOf(issue, given)).join("\n"),
      );
    return (shell: Shell) => run(shell, parsed.data);
  };
}

const name = text(255);
const organisation = id.default(defaultOrganisation);

const commands = new Map([
  [
    "bootstrap",
    command(
      z.strictObject({ email: address, name: name.optional(), organisation }),
      async (shell, { email, name: called = email, organisation: where }) => {
        const context = await contextIn(shell, where);
        const link = await bootstrap(peopleOf(shell), context, { email, name: called });
        console.log(`${email} is now an administrator.\n\n${link}`);
      },
    ),
  ],
  [
    "organisation create",
    command(z.strictObject({ name, email: address }), async (shell, { name: called, email }) => {
      const link = await peopleOf(shell).signInLink(email, email);
      const made = await transact(shell.db, async (trx) => {
        const created = await createOrganisation(trx, called);
        const authority = authorize(commandContext(trx, created), "admin organisation create");
        const added = await addAdministrator(trx, authority.organisation.id, email);
        await record(trx, authority, added);
        return created;
      });
      console.log(`Made ${called} (${made.id}), with ${email} as administrator.\n\n${link}`);
    }),
  ],
  [
    "link",
    command(z.strictObject({ email: address }), async (shell, { email }) => {
      if (!(await hasAccount(shell.db, email)))
        throw new DomainError("not_found", { reason: "address_not_found", params: { email } });
      console.log(await peopleOf(shell).signInLink(email, email));
    }),
  ],
  [
    "key create",
    command(
      z.strictObject({
        role,
        name,
        artist: z.string().optional(),
        expires: z.string().optional(),
        organisation,
      }),
      async (shell, { organisation: where, artist: artist_id, expires: expires_at, ...key }) => {
        const caller = await callerIn(shell, where);
        const created = await caller.keys.create({ ...key, artist_id, expires_at });
        console.log(created.key);
      },
    ),
  ],
  [
    "key list",
    command(z.strictObject({ organisation }), async (shell, { organisation: where }) => {
      const caller = await callerIn(shell, where);
      const { items } = await caller.keys.list({ limit: 1000 });
      for (const key of items)
        console.log(
          `${key.id}  ${key.start}…  ${key.role.padEnd(7)}  ${key.name}  last used ${key.last_used_at ?? "never"}`,
        );
    }),
  ],
  [
    "key revoke",
    command(z.strictObject({ id, organisation }), async (shell, given) => {
      const caller = await callerIn(shell, given.organisation);
      await caller.keys.revoke({ key_id: given.id });
      console.log(`Revoked ${given.id}.`);
    }),
  ],
  ["audit verify", command(z.strictObject({}), verifyRecords)],
]);

/** Commands that take a file, and the database as it is. */
const fileCommands = new Map([
  ["backup", backUpTo],
  ["restore", restoreFrom],
]);

async function verifyRecords({ db }: Shell): Promise<void> {
  for (const verified of await listOrganisations(db)) {
    const caller = appRouter.createCaller(commandContext(db, verified));
    const { events, chains, hash, faults } = await caller.audit.verify();
    console.log(`${verified.id}  events ${events}, chains ${chains}, faults ${faults.length}`);
    console.log(`  fingerprint ${hash}`);
    for (const { event_id, chain, height, fault } of faults)
      console.log(`  ${fault}: event ${event_id ?? ""} (chain ${chain}, height ${height})`);
    if (faults.length > 0) process.exitCode = 1;
  }
}

async function contextIn({ db }: Shell, where: string) {
  const found = await findOrganisation(db, where);
  if (found === undefined) throw notFound("organisation", where);
  return commandContext(db, found);
}

async function callerIn(shell: Shell, where: string) {
  return appRouter.createCaller(await contextIn(shell, where));
}

function peopleOf(shell: Shell): People {
  return createPeople({ ...shell, log: Fastify().log });
}

/** The fault of a flag, by the name that was typed. */
function sentenceOf(issue: z.core.$ZodIssue, given: object): string {
  if (issue.code === "unrecognized_keys")
    return `This command does not take ${issue.keys.map((key) => `--${key}`).join(", ")}.`;
  const [key = ""] = issue.path;
  return key in given ? `--${String(key)}: ${issue.message}.` : `--${String(key)} is missing.`;
}

function explain(error: unknown): unknown {
  if (error instanceof TRPCError) return new ConfigError(toProblem(error, "en").detail);
  const isUsage =
    error instanceof TypeError && String(Object(error).code).startsWith("ERR_PARSE_ARGS");
  if (isUsage) return new ConfigError(`${error.message}\n\n${usage}`);
  return error instanceof DomainError ? explain(getTRPCErrorFromUnknown(error)) : error;
}

async function runTyped(words: string[], flags: object): Promise<void> {
  const [first = "", file] = words;
  const onFile = fileCommands.get(first);
  if (onFile === undefined) return runNamed(words.join(" "), flags);
  if (file === undefined || words.length > 2 || Object.keys(flags).length > 0)
    throw new ConfigError(`Usage: pnpm admin ${first} FILE`);
  const done = await onFile(file, readConfig(process.env).DATABASE_URL);
  // Standard output may be the backup.
  (file === "-" ? console.error : console.log)(done);
}

async function runNamed(asked: string, flags: object): Promise<void> {
  const named = commands.get(asked);
  if (named === undefined)
    throw new ConfigError(asked === "" ? usage : `There is no command "${asked}".\n\n${usage}`);
  const work = named(flags);
  const config = readConfig(process.env);
  const database = await openForApplication(config.DATABASE_URL, migrate);
  try {
    await work({ config, db: database.db });
  } finally {
    await database.close();
  }
}

const flag = { type: "string" } as const;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      artist: flag,
      email: flag,
      expires: flag,
      id: flag,
      name: flag,
      organisation: flag,
      role: flag,
    },
  });
  await runTyped(positionals, values);
} catch (error) {
  fail(explain(error));
}
