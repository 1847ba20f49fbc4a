import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { RepositoryApi } from "./repository-api.ts";

/** A file of a tree. */
export interface TreeFile {
  readonly sha: string;
  readonly mode: "100644" | "100755";
}

/**
 * The files of a tree at some paths, symbolic links and submodules not among them. Large trees are
 * not given whole; then the folders on the way are asked for one by one.
 * Source: https://docs.github.com/rest/git/trees#get-a-tree
 */
export async function filesInTree(
  api: RepositoryApi,
  treeSha: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, TreeFile>> {
  const whole = await readTree(api, treeSha, true);
  const wanted = new Set(paths);
  if (!whole.truncated) {
    return new Map(
      whole.tree.flatMap((entry) => {
        const file = fileOf(entry);
        return file !== undefined && wanted.has(entry.path) ? [[entry.path, file] as const] : [];
      }),
    );
  }
  const found = new Map<string, TreeFile>();
  const folders = new Map([[".", Promise.resolve<string | undefined>(treeSha)]]);
  const shaOfFolder = (folder: string): Promise<string | undefined> => {
    const known = folders.get(folder) ?? inFolder(folder).then((entry) => entry?.sha);
    folders.set(folder, known);
    return known;
  };
  const trees = new Map<string, ReturnType<typeof readTree>>();
  const inFolder = async (path: string) => {
    const sha = await shaOfFolder(posix.dirname(path));
    if (sha === undefined) return undefined;
    const tree = trees.get(sha) ?? readTree(api, sha, false);
    trees.set(sha, tree);
    return (await tree).tree.find((entry) => entry.path === posix.basename(path));
  };
  for (const path of paths) {
    const entry = await inFolder(path);
    const file = entry === undefined ? undefined : fileOf(entry);
    if (file !== undefined) found.set(path, file);
  }
  return found;
}

async function readTree({ rest, at, retried }: RepositoryApi, sha: string, isWhole: boolean) {
  const { data } = await retried(() =>
    rest.git.getTree({ ...at, tree_sha: sha, ...(isWhole ? { recursive: "1" } : {}) }),
  );
  return data;
}

function fileOf({ mode, sha }: { readonly mode: string; readonly sha: string }) {
  return mode === "100644" || mode === "100755" ? ({ sha, mode } satisfies TreeFile) : undefined;
}

/**
 * The hash that Git knows a file's bytes by.
 * @param digits of the repository's other hashes: 40 of SHA-1, 64 of SHA-256
 * Source: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
export function blobSha(bytes: Uint8Array, digits = 40): string {
  const hash = createHash(digits === 64 ? "sha256" : "sha1");
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
