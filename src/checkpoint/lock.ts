import { DatabaseSync } from "node:sqlite";
import { checkpointInUse, checkpointNotWritten } from "./checkpoint-error.ts";

/** Keeps other processes from a checkpoint's files until it is released. */
export interface Lock {
  release(): void;
}

/** Source: https://sqlite.org/rescode.html#busy */
const sqliteBusy = 5;

/**
 * Takes the lock `<file>.lock`, an empty SQLite database: SQLite knows the locks of every operating
 * system, and the system itself frees that of a process that dies.
 * @throws MigrationError `checkpoint-in-use`, `checkpoint-not-written`
 */
export function lockCheckpoint(file: string): Lock {
  const lockFile = `${file}.lock`;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(lockFile);
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database?.close();
    if (!(error instanceof Error) || !("errcode" in error)) throw error;
    if (error.errcode === sqliteBusy) throw checkpointInUse(file, error);
    throw checkpointNotWritten(lockFile, error.message, error);
  }
  const held = database;
  return { release: () => held.close() };
}
