import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "./make-folder.ts";
import { writeReason } from "./system-error.ts";
import { FileNotWrittenError } from "./write-whole-file.ts";

/**
 * Puts a copy of a file into a place, whole or not at all, however large it is; what was there is
 * replaced. The copy is read back.
 * @param sha256 of its bytes, in lower-case hexadecimal digits
 * @throws FileNotWrittenError
 */
export async function copyWholeFile(from: string, to: string, sha256: string): Promise<void> {
  const temporary = join(dirname(to), `.${randomBytes(8).toString("hex")}.tmp`);
  try {
    makeFolder(dirname(to));
    await copyFile(from, temporary);
    await flush(temporary);
    if ((await fileDigest(temporary)) !== sha256) {
      throw new FileNotWrittenError(
        to,
        "the disk returns other bytes than were written",
        undefined,
      );
    }
    await rename(temporary, to);
  } catch (error) {
    await rm(temporary, { force: true });
    const reason = writeReason(error);
    throw reason === undefined ? error : new FileNotWrittenError(to, reason, error);
  }
}

/**
 * SHA-256 of a file's bytes, in lower-case hexadecimal digits.
 * @throws the system's error
 */
export async function fileDigest(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

async function flush(path: string): Promise<void> {
  await using file = await open(path, "r+");
  await file.sync();
}
