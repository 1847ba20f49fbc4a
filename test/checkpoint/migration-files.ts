import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Checkpoint, type OpenedCheckpoint } from "../../src/checkpoint/checkpoint.ts";
import type { Fingerprint } from "../../src/checkpoint/fingerprint.ts";
import type { ImportedComment } from "../../src/domain/comment-row.ts";
import { blog, noon } from "./blog.ts";

export { blog, noon };

/** An empty folder that goes away with the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "checkpoint-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function checkpointIn(folder: string): string {
  return join(folder, "checkpoint.json");
}

const openNow = new Map<string, Checkpoint>();

/** Ends the use of the folder's checkpoint as the end of its process does, if it is open. */
async function endProcess(folder: string): Promise<void> {
  await openNow.get(folder)?.close();
  openNow.delete(folder);
}

/** Opens the folder's checkpoint in a new process; it is closed with the test. */
export async function openIn(
  folder: string,
  { fingerprint = blog, now = () => noon }: { fingerprint?: Fingerprint; now?: () => Date } = {},
): Promise<OpenedCheckpoint> {
  await endProcess(folder);
  const opened = await Checkpoint.open({ file: checkpointIn(folder), fingerprint, now });
  openNow.set(folder, opened.checkpoint);
  onTestFinished(() => endProcess(folder));
  return opened;
}

/** Opens and closes it, as a run that only looks does. */
export async function lookInto(
  folder: string,
): Promise<Omit<OpenedCheckpoint, "checkpoint"> & { state: Checkpoint["state"] }> {
  await endProcess(folder);
  const { checkpoint, notes, origin } = await Checkpoint.open({
    file: checkpointIn(folder),
    fingerprint: blog,
    now: () => noon,
  });
  await checkpoint.close();
  return { state: checkpoint.state, notes, origin };
}

export function imported(pageId: string, ids: Readonly<Record<string, number | string>>) {
  return Object.entries(ids).map(
    ([sourceId, commentId]): ImportedComment => ({
      source: "cactus:x/blog",
      sourceId,
      commentId,
      pageId,
    }),
  );
}

/** The folder's files by name, the lock apart. */
export type Files = Readonly<Record<string, Buffer>>;

export function filesIn(folder: string): Files {
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !name.endsWith(".lock"))
      .map((name) => [name, readFileSync(join(folder, name))]),
  );
}

/** Makes the folder hold exactly these files. */
export function putFiles(folder: string, files: Files): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
}
