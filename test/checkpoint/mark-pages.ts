import { writeSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { Checkpoint } from "../../src/checkpoint/checkpoint.ts";
import { MigrationError } from "../../src/domain/migration-error.ts";
import { blog } from "./blog.ts";

/**
 * A process that marks page after page, saves after every fifth, and tells each page that is
 * recorded on a line of standard output, until it is killed or can't write; then it tells the
 * error's code.
 */
async function markPages(file: string): Promise<void> {
  const { checkpoint } = await Checkpoint.open({ file, fingerprint: blog, now: () => new Date() });
  for (let n = checkpoint.progressSummary().completed; ; n++) {
    const pageId = `/page-${n}/`;
    await checkpoint.markPageComplete(pageId, [
      { source: "cactus:x/blog", sourceId: `$${n}`, commentId: n, pageId },
    ]);
    writeSync(1, `${pageId}\n`);
    if (n % 5 === 4) await checkpoint.save();
    await setImmediate();
  }
}

// Under a file size limit, a write past it should fail as on a full disk, not end the process.
process.on("SIGXFSZ", () => {});
const [, , file = ""] = process.argv;
await markPages(file).catch((error: unknown) => {
  if (!(error instanceof MigrationError)) throw error;
  writeSync(1, `${error.code}: ${error.message}\n`);
});
