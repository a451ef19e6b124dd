import { createReadStream } from "node:fs";
import { open as openFile, rm } from "node:fs/promises";
import type { Writable } from "node:stream";
import { describe, open } from "@coulisses/database";
import { backUp } from "@coulisses/database/backup";
import { restore } from "@coulisses/database/restore";
import { ConfigError } from "../config.ts";

/** Stands for standard output and input in place of a file. */
const standard = "-";

/**
 * Backs a database up to a new file that only its owner can read.
 *
 * @returns a summary for the operator
 * @throws ConfigError when the file exists already or cannot be written
 */
export async function backUpTo(file: string, url: string): Promise<string> {
  const database = await open(url);
  try {
    const { tables, rows } = await backUp(database.db, await sinkTo(file)).catch(
      async (error: unknown) => {
        if (file !== standard) await rm(file);
        throw refusal(file, error);
      },
    );
    return `Backed up ${rows} rows of ${tables} tables to ${file}.`;
  } finally {
    await database.close();
  }
}

async function sinkTo(file: string): Promise<Writable> {
  if (file === standard) return process.stdout;
  const made = await openFile(file, "wx", 0o600).catch((error: unknown) => {
    throw refusal(file, error);
  });
  return made.createWriteStream({ flush: true });
}

/**
 * Fills an empty database from the file of a backup.
 *
 * @returns a summary for the operator
 * @throws ConfigError when the file cannot be read
 */
export async function restoreFrom(file: string, url: string): Promise<string> {
  const database = await open(url);
  try {
    const source = file === standard ? process.stdin : createReadStream(file);
    const { tables, rows } = await restore(database.db, source);
    return `Restored ${rows} rows of ${tables} tables to the database (${describe(url)}).`;
  } catch (error) {
    throw refusal(file, error);
  } finally {
    await database.close();
  }
}

/** A file error as a sentence; any other error unchanged. */
function refusal(file: string, error: unknown): unknown {
  const { code, syscall } = Object(error);
  if (syscall === undefined || !(error instanceof Error)) return error;
  if (code === "EEXIST")
    return new ConfigError(`${file} exists already: give the backup another name.`);
  return new ConfigError(`The file ${file} cannot be used: ${error.message}.`, { cause: error });
}
