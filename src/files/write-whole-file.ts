import { randomBytes } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { MigrationError } from "../domain/migration-error.ts";
import { fileMessages } from "./messages.ts";
import { systemErrorCode, writeReason } from "./system-error.ts";

/** A file could not be written, and is as it was. */
export class FileNotWrittenError extends MigrationError {
  override readonly name = "FileNotWrittenError";
  /** To follow a colon: `the disk is full`. */
  readonly reason: string;

  constructor(file: string, reason: string, cause: unknown) {
    const { code, message, remedy } = fileMessages.words("file-not-written", { file, reason });
    super(code, message, { remedy, cause });
    this.reason = reason;
  }
}

/**
 * Replaces a file at once, with the rights that it had: it holds all of the data, or is as it was. A
 * link is followed. It is synchronous, so that nothing interrupts it half-way.
 * @throws FileNotWrittenError
 */
export function writeWholeFile(path: string, data: string | Uint8Array): void {
  try {
    replace(realPlace(path), typeof data === "string" ? Buffer.from(data) : data);
  } catch (error) {
    const reason = error instanceof ShortWrite ? error.message : writeReason(error);
    if (reason === undefined) throw error;
    throw new FileNotWrittenError(path, reason, error);
  }
}

/** The disk took less than it was given, without an error. */
class ShortWrite extends Error {}

function replace(path: string, bytes: Uint8Array): void {
  const before = statSync(path, { throwIfNoEntry: false });
  // A name that does not grow with the file's stays within what a file system allows.
  const temporary = join(dirname(path), `.${randomBytes(8).toString("hex")}.tmp`);
  try {
    writeNew(temporary, bytes, before);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeNew(path: string, bytes: Uint8Array, like: Stats | undefined): void {
  const descriptor = openSync(path, "wx", like?.mode ?? 0o666);
  try {
    writeFileSync(descriptor, bytes);
    fsyncSync(descriptor);
    const { size } = fstatSync(descriptor);
    if (size !== bytes.length) {
      throw new ShortWrite(
        `only ${size} of ${bytes.length} bytes are on the disk, which may be full`,
      );
    }
    if (like !== undefined) takeRights(descriptor, like);
  } finally {
    closeSync(descriptor);
  }
}

function takeRights(descriptor: number, { mode, uid, gid }: Stats): void {
  const own = fstatSync(descriptor);
  if (own.uid !== uid || own.gid !== gid) asFarAsAllowed(() => fchownSync(descriptor, uid, gid));
  if (fstatSync(descriptor).mode !== mode) asFarAsAllowed(() => fchmodSync(descriptor, mode));
}

/** Only the superuser may give a file away, and not every file system knows owners and modes. */
function asFarAsAllowed(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!["EPERM", "EINVAL", "ENOSYS"].includes(systemErrorCode(error) ?? "")) throw error;
  }
}

/** Where a file is that a link may lead to; what is not there yet is where it was to be. */
export function realPlace(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return path;
    throw error;
  }
}
