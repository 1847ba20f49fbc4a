import { MigrationError, type MigrationErrorOptions } from "../../comment/migration-error.ts";

/** A release of Hugo that could not be had. */
export class HugoNotFetchedError extends MigrationError {
  override readonly name = "HugoNotFetchedError";
  /** Whether no other release could be had either: no connection, no room on the disk. */
  readonly holdsForAll: boolean;

  constructor(
    code: "hugo-not-fetched",
    message: string,
    options: MigrationErrorOptions & { readonly holdsForAll?: boolean },
  ) {
    super(code, message, options);
    this.holdsForAll = options.holdsForAll ?? false;
  }
}

/** The system's error codes when there is no room for a file. */
const noRoom = ["ENOSPC", "EDQUOT", "EFBIG"];

/** Whether an error or a program's words say that there was no room on the disk. */
export function saysNoRoom(error: unknown): boolean {
  if (typeof error === "string") {
    return /no space left|not enough space|quota exceeded|file (?:size limit|too large)/i.test(
      error,
    );
  }
  return error instanceof Error && "code" in error && noRoom.includes(String(error.code));
}
