const writeReasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than allowed",
  EACCES: "permission was denied",
  EPERM: "permission was denied",
  EROFS: "the disk is read-only",
  ENOENT: "its folder can't be created",
  ENOTDIR: "a file is where its folder should be",
  EISDIR: "a folder is in its place",
  EEXIST: "something that is no folder is in its place",
  ELOOP: "it is a symbolic link that leads back to itself",
  ENAMETOOLONG: "the name is too long",
};

const readReasons: Readonly<Record<string, string>> = {
  ENOENT: "it is not there",
  ENOTDIR: "a file is where a folder should be",
  EISDIR: "it is a folder",
  EACCES: "this user may not read it",
  EPERM: "this user may not read it",
  ELOOP: "it is a symbolic link that leads back to itself",
};

/** `ENOENT` and the like; undefined for what isn't an error of the system. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/**
 * Why the system did not let something be written, to follow a colon; undefined for what isn't an error
 * of the system.
 */
export function writeReason(error: unknown): string | undefined {
  return reasonOf(error, writeReasons);
}

/** The same of what could not be read. */
export function readReason(error: unknown): string | undefined {
  return reasonOf(error, readReasons);
}

function reasonOf(error: unknown, reasons: typeof readReasons): string | undefined {
  const code = systemErrorCode(error);
  return code === undefined ? undefined : (reasons[code] ?? `the system reports ${code}`);
}
