import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import {
  runWrangler,
  type WranglerAccount,
  wasStopped,
} from "../cloudflare/wrangler/run-wrangler.ts";
import { maskOf } from "../domain/secret-mask.ts";
import type { ProcessResult } from "../process/run-process.ts";
import { type Bucket, headersOf } from "./bucket.ts";
import { refusalOf, wranglerEnded } from "./refusal.ts";

/** Which bucket at Cloudflare wrangler works on, and how it is started. */
interface WranglerBucketOptions extends WranglerAccount {
  readonly bucket: string;
}

const notThere = /the specified key does not exist/i;

/**
 * A connection to an R2 bucket through `wrangler r2 object`, for accounts that only wrangler is logged
 * in to. It is slow: each question and each file is a process, which takes a second or two, and
 * wrangler can only tell that an object is there by downloading it.
 * Source: https://developers.cloudflare.com/workers/wrangler/commands/r2/#r2-object-put
 */
export function createWranglerBucket(options: WranglerBucketOptions): Bucket {
  const { bucket } = options;
  const mask = maskOf([options.apiToken]);

  /** What wrangler printed. */
  function wordsOf({ stdout, stderr }: ProcessResult): string {
    const parts = [stderr, stdout].map((part) => stripVTControlCharacters(part).trim());
    return mask(parts.filter(Boolean).join("\n"));
  }

  async function run(command: readonly string[], signal: AbortSignal): Promise<ProcessResult> {
    const args = ["r2", "object", ...command, "--remote"];
    const result = await runWrangler(options, args, signal);
    if (wasStopped(result)) throw wranglerEnded(bucket, result.timedOut);
    return result;
  }

  function refusal(result: ProcessResult) {
    return refusalOf({ bucket, reporter: "Wrangler", reason: wordsOf(result) || "nothing" });
  }

  return {
    async has(name, bytes, signal) {
      const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
      try {
        const file = join(folder, "object");
        const result = await run(["get", `${bucket}/${name}`, `--file=${file}`], signal);
        if (result.exitCode === 0) return (await stat(file)).size === bytes;
        if (notThere.test(wordsOf(result))) return false;
        throw refusal(result);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    async put(file, signal) {
      const { contentType, contentDisposition, cacheControl } = headersOf(file);
      const options = [
        `--file=${file.path}`,
        `--content-type=${contentType}`,
        `--cache-control=${cacheControl}`,
        ...(contentDisposition === undefined
          ? []
          : [`--content-disposition=${contentDisposition}`]),
      ];
      const result = await run(["put", `${bucket}/${file.name}`, ...options], signal);
      if (result.exitCode !== 0) throw refusal(result);
    },
    async [Symbol.asyncDispose]() {},
  };
}
