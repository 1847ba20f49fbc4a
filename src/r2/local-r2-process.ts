import { type FileHandle, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { loadWrangler, type Wrangler } from "../cloudflare/local/load-wrangler.ts";
import { serveParent } from "../cloudflare/local/serve-parent.ts";
import { withTemporaryConfig } from "../cloudflare/wrangler/wrangler-config.ts";
import {
  type BucketCall,
  type BucketToOpen,
  bucketCall,
  bucketToOpen,
} from "./process-messages.ts";

// A program of its own: it keeps a local R2 bucket open with the wrangler that it is given, and
// stores the files that its parent names, until the parent disconnects or ends.

/** What is needed of the binding. Source: https://developers.cloudflare.com/r2/api/workers/workers-api-reference/ */
interface R2Binding {
  head(key: string): Promise<StoredObject | null>;
  put(key: string, value: Uint8Array, options: PutOptions): Promise<StoredObject>;
  createMultipartUpload(key: string, options: PutOptions): Promise<MultipartUpload>;
}

interface StoredObject {
  readonly size: number;
}

interface PutOptions {
  readonly httpMetadata: PutCall["headers"];
}

interface MultipartUpload {
  uploadPart(partNumber: number, value: Uint8Array): Promise<Part>;
  complete(parts: readonly Part[]): Promise<StoredObject>;
  abort(): Promise<void>;
}

interface Part {
  readonly partNumber: number;
  readonly etag: string;
}

type PutCall = Extract<BucketCall, { kind: "put" }>;

/** All parts but the last must have the same size, at least 5 MiB (same page); this much of a file is in memory. */
const partBytes = 8 * 1024 * 1024;

const wranglerConfig = z.object({ userConfigPath: z.string().optional() });

/** Opens the bucket with a configuration that has nothing else, so that nothing else is started. */
async function openBucket({ wrangler: folder, bucket, persistTo }: BucketToOpen) {
  const wrangler = loadWrangler(folder);
  const bindings = { r2_buckets: [{ binding: "BUCKET", bucket_name: bucket }] };
  return withTemporaryConfig(bindings, (configPath) =>
    wrangler.getPlatformProxy<{ BUCKET: R2Binding }>({
      configPath,
      persist: { path: join(persistTo ?? ownFolder(wrangler), "v3") },
      remoteBindings: false,
    }),
  );
}

/**
 * Where wrangler keeps local data: beside the configuration, or in the current folder.
 * Source: `wrangler r2 object put --local` (packages/wrangler/src/dev/get-local-persistence-path.ts of
 * cloudflare/workers-sdk).
 */
function ownFolder({ unstable_readConfig }: Wrangler): string {
  const { userConfigPath } = wranglerConfig.parse(unstable_readConfig({}, { hideWarnings: true }));
  const beside = userConfigPath === undefined ? process.cwd() : dirname(userConfigPath);
  return join(beside, ".wrangler", "state");
}

/** workerd's proxy takes whole values and no streams, so a large file is stored in parts. */
async function store(bucket: R2Binding, { name, path, bytes, headers }: PutCall): Promise<number> {
  const options = { httpMetadata: headers };
  await using file = await open(path);
  if (bytes <= partBytes) {
    return (await bucket.put(name, await readPart(file, 0), options)).size;
  }
  const upload = await bucket.createMultipartUpload(name, options);
  try {
    const parts: Part[] = [];
    for (let start = 0; start < bytes; start += partBytes) {
      parts.push(await upload.uploadPart(parts.length + 1, await readPart(file, start)));
    }
    return (await upload.complete(parts)).size;
  } catch (error) {
    await upload.abort();
    throw error;
  }
}

async function readPart(file: FileHandle, start: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(partBytes);
  let filled = 0;
  let bytesRead: number;
  do {
    const rest = partBytes - filled;
    ({ bytesRead } = await file.read(buffer, filled, rest, start + filled));
    filled += bytesRead;
  } while (bytesRead > 0 && filled < partBytes);
  return buffer.slice(0, filled);
}

await serveParent(async () => {
  const { env, dispose } = await openBucket(bucketToOpen.parse(JSON.parse(process.argv[2] ?? "")));
  return {
    async answer(call) {
      const asked = bucketCall.parse(call);
      if (asked.kind === "put") return store(env.BUCKET, asked);
      return (await env.BUCKET.head(asked.name))?.size ?? null;
    },
    close: dispose,
  };
});
