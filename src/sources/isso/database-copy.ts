import { constants, createReadStream } from "node:fs";
import { copyFile, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemErrorCode, writeReason } from "../../files/system-error.ts";
import type { ExportFile } from "../export/export-file.ts";
import { exportMessages } from "../export/messages.ts";
import { unpacked, unpackingLimits } from "../export/unpacked.ts";

/** A copy of a database, until it is disposed of. */
interface DatabaseCopy extends AsyncDisposable {
  readonly path: string;
  /** Whether a write-ahead log was beside it, which holds what the file itself may lack. */
  readonly hasLog: boolean;
}

/**
 * Copies a database, unpacked, with its write-ahead log: SQLite may write beside a file that it only
 * reads, and what is given as an export stays as it is.
 * @throws ExportFault over-limits; MigrationError where there is no place for the copy; what reading throws
 */
export async function databaseCopy({ path: original }: ExportFile): Promise<DatabaseCopy> {
  const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, "isso.db");
  try {
    const copy = await open(path, "wx", 0o600);
    try {
      for await (const chunk of unpacked(createReadStream(original), unpackingLimits)) {
        await written(path, () => copy.writeFile(chunk));
      }
    } finally {
      await copy.close();
    }
    const hasLog = await copiedLog(`${original}-wal`, `${path}-wal`);
    return { path, hasLog, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function copiedLog(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return false;
    throw error;
  }
}

async function written(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const reason = writeReason(error);
    if (reason === undefined) throw error;
    throw exportMessages.error("exported-posts-not-kept", { path, reason }, { cause: error });
  }
}
