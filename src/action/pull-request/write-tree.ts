import { isUtf8 } from "node:buffer";
import { blobSha, filesInTree } from "./git-tree.ts";
import type { RepositoryApi } from "./repository-api.ts";

/** A file as it shall be in the tree. */
export type ProposedFile = WrittenFile | KnownFile;

/** A file with its bytes. */
export interface WrittenFile {
  readonly path: string;
  readonly mode: "100644" | "100755";
  readonly after: Uint8Array;
}

/** A file whose bytes the repository has; null for one that is deleted. */
interface KnownFile {
  readonly path: string;
  readonly mode: "100644" | "100755";
  readonly sha: string | null;
}

/** Bytes of content in a request. */
const mostBytes = 1_000_000;

/**
 * Writes a tree with these files on top of another one, and returns its hash. Text goes in with the
 * tree, since GitHub takes only some 80 blobs a minute; what is no UTF-8, and whatever the tree turns
 * out to hold otherwise than byte for byte, goes in as a blob.
 * Sources: https://docs.github.com/rest/git/trees#create-a-tree,
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
export async function writeTree(
  api: RepositoryApi,
  baseTree: string,
  files: readonly ProposedFile[],
): Promise<string> {
  const known = files.filter((file) => "sha" in file);
  const written = files.filter((file) => "after" in file);
  const texts = written.filter(({ after }) => isUtf8(after));
  let tree = known.length === 0 ? baseTree : await createTree(api, baseTree, known.map(asEntry));
  for (const batch of batches(texts)) {
    tree = await createTree(api, tree, batch.map(withContent));
  }
  const paths = written.map(({ path }) => path);
  const there = await filesInTree(api, tree, paths);
  const missing = written.filter(({ path, after }) => {
    const sha = there.get(path)?.sha;
    return sha === undefined || sha !== blobSha(after, sha.length);
  });
  if (missing.length === 0) return tree;
  const blobs = [];
  for (const file of missing) blobs.push(await asBlob(api, file));
  return createTree(api, tree, blobs);
}

function* batches(files: readonly WrittenFile[]): Generator<readonly WrittenFile[]> {
  let batch: WrittenFile[] = [];
  let bytes = 0;
  for (const file of files) {
    if (batch.length > 0 && bytes + file.after.length > mostBytes) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(file);
    bytes += file.after.length;
  }
  if (batch.length > 0) yield batch;
}

function asEntry({ path, mode, sha }: KnownFile) {
  return { path, mode, type: "blob" as const, sha };
}

function withContent({ path, mode, after }: WrittenFile) {
  return { path, mode, type: "blob" as const, content: Buffer.from(after).toString("utf8") };
}

async function asBlob({ rest, at, retried }: RepositoryApi, { path, mode, after }: WrittenFile) {
  const content = Buffer.from(after).toString("base64");
  const { data } = await retried(() => rest.git.createBlob({ ...at, content, encoding: "base64" }));
  return { path, mode, type: "blob" as const, sha: data.sha };
}

async function createTree(
  { rest, at, retried }: RepositoryApi,
  base_tree: string,
  tree: ReturnType<typeof withContent>[] | ReturnType<typeof asEntry>[],
): Promise<string> {
  const { data } = await retried(() => rest.git.createTree({ ...at, base_tree, tree }));
  return data.sha;
}
