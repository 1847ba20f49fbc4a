import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { type ExampleThread, markdownOf } from "./example-threads.ts";

/**
 * Writes the data files of Staticman for these threads, in a folder for each page that is called as the
 * last part of its path; who removes a comment deletes its file.
 */
export async function writeStaticmanFiles(
  folder: string,
  threads: readonly ExampleThread[],
): Promise<void> {
  const uids = new Map<number, string>();
  for (const { path, comments } of threads) {
    const slug =
      decodeURI(path)
        .split("/")
        .findLast((part) => part !== "") ?? "home";
    await mkdir(join(folder, slug), { recursive: true });
    for (const { id, parent, author, text, at, isRemoved } of comments) {
      const uid = randomUUID();
      uids.set(id, uid);
      if (isRemoved) continue;
      const file = join(folder, slug, `comment-${Date.parse(at)}-${id}.yml`);
      const replyTo = parent === null ? "" : (uids.get(parent) ?? "");
      const comment = { _id: uid, replyTo, name: author, message: markdownOf(text), date: at };
      await writeFile(file, stringify(comment));
    }
  }
}
