import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { MediaStore } from "../domain/media.ts";
import { copyWholeFile, fileDigest, temporaryName } from "../files/copy-whole-file.ts";

/** Where a site's copies of media are. */
interface FolderStoreOptions {
  /** Absolute; made where it is missing. */
  readonly folder: string;
  /** The address at which the site serves the folder, without a slash at its end. */
  readonly address: string;
}

/**
 * Media as files of the site, which Hugo copies as they are. A file counts as there only if it has the
 * digest that its name says.
 */
export function createFolderStore({ folder, address }: FolderStoreOptions): MediaStore {
  let swept: Promise<void> | undefined;
  return {
    async has(name, bytes) {
      const path = join(folder, name);
      const found = await lstat(path).catch(() => undefined);
      if (!found?.isFile() || found.size !== bytes) return false;
      return (await fileDigest(path)) === digestIn(name);
    },
    async put({ path, name, bytes }) {
      swept ??= removeHalfWritten(folder);
      await swept;
      await copyWholeFile(path, join(folder, name), bytes);
    },
    addressOf: (name) => `${address}/${name}`,
    async [Symbol.asyncDispose]() {},
  };
}

/** What a run that was killed left: Hugo would publish it. */
async function removeHalfWritten(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => temporaryName.test(one))) {
    await rm(join(folder, name), { force: true });
  }
}

function digestIn(name: string): string {
  return name.slice(0, 64);
}
