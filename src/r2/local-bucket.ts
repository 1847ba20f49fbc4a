import { resolve } from "node:path";
import { LocalProgram, programFile, ReopenedProgram } from "../cloudflare/local/local-program.ts";
import { wranglerEnvironment } from "../cloudflare/wrangler/wrangler-environment.ts";
import { findWranglerPackage } from "../cloudflare/wrangler/wrangler-package.ts";
import type { WranglerPlace } from "../cloudflare/wrangler/wrangler-program.ts";
import { type Bucket, headersOf } from "./bucket.ts";
import { r2Messages } from "./messages.ts";
import { type BucketCall, type BucketToOpen, sizeOfObject } from "./process-messages.ts";
import { R2Error } from "./r2-error.ts";
import { refusalOf, wranglerEnded } from "./refusal.ts";

/** Which local bucket, and with which wrangler. */
interface LocalBucketOptions extends WranglerPlace {
  readonly bucket: string;
  /** Folder of wrangler's local data, relative to `wranglerDir`; wrangler's own by default. */
  readonly persistTo?: string | undefined;
}

/**
 * A connection to wrangler's local copy of an R2 bucket, which is there as soon as it is named: one
 * process has it open for the whole run. It is started by the first call, and anew when it has died.
 */
export function createLocalBucket(options: LocalBucketOptions): Bucket {
  const { bucket, wranglerDir: cwd, persistTo } = options;
  const program = new ReopenedProgram(async (signal) => {
    const wrangler = await findWranglerPackage(options, signal);
    const folder = persistTo === undefined ? {} : { persistTo: resolve(cwd, persistTo) };
    const opens: BucketToOpen = { wrangler, bucket, ...folder };
    return LocalProgram.open(
      {
        file: programFile("local-r2-process", import.meta.url),
        opens,
        cwd,
        env: wranglerEnvironment(options.env),
        failed: (words) => refusalOf({ bucket, reporter: "Wrangler", reason: words || "nothing" }),
        ended: (timedOut) => wranglerEnded(bucket, timedOut),
      },
      signal,
    );
  });

  async function sizeAfter(call: BucketCall, signal: AbortSignal): Promise<number | null> {
    return (await program.running(signal)).call(call, sizeOfObject, signal);
  }

  return {
    has: async (name, bytes, signal) => (await sizeAfter({ kind: "size", name }, signal)) === bytes,
    async put(file, signal) {
      const { name, path, bytes } = file;
      const size = await sizeAfter(
        { kind: "put", name, path, bytes, headers: { ...headersOf(file) } },
        signal,
      );
      if (size === bytes) return;
      const answer = `${size} bytes of ${name} were stored instead of ${bytes}`;
      throw new R2Error(r2Messages.words("r2-answer-damaged", { bucket, answer }), {
        transient: false,
      });
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
