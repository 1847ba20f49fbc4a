import { lstat } from "node:fs/promises";
import { join } from "node:path";
import type { MediaStore } from "../domain/media.ts";
import { copyWholeFile, fileDigest } from "../files/copy-whole-file.ts";

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
  return {
    async has(name, bytes) {
      const path = join(folder, name);
      const found = await lstat(path).catch(() => undefined);
      if (!found?.isFile() || found.size !== bytes) return false;
      return (await fileDigest(path)) === digestIn(name);
    },
    put: ({ path, name }) => copyWholeFile(path, join(folder, name), digestIn(name)),
    addressOf: (name) => `${address}/${name}`,
    async [Symbol.asyncDispose]() {},
  };
}

function digestIn(name: string): string {
  return name.slice(0, 64);
}
