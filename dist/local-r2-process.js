import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  bucketCall,
  bucketToOpen
} from "./chunks/local-r2-process+main+migrate-site+run-cli.js";
import {
  loadWrangler,
  serveParent
} from "./chunks/local-d1-process+local-r2-process.js";
import {
  withTemporaryConfig
} from "./chunks/local-d1-process+local-r2-process+main+migrate-site+run-cli.js";
import {
  external_exports
} from "./chunks/artifact-store+ask-setup+cache-store+failure-text+local-d1-process+local-r2-process+main+migrate-site+post+run-cli.js";
import {
  __callDispose,
  __using
} from "./chunks/all.js";

// src/r2/local-r2-process.ts
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
var partBytes = 8 * 1024 * 1024;
var wranglerConfig = external_exports.object({ userConfigPath: external_exports.string().optional() });
async function openBucket({ wrangler: folder, bucket, persistTo }) {
  const wrangler = loadWrangler(folder);
  const bindings = { r2_buckets: [{ binding: "BUCKET", bucket_name: bucket }] };
  return withTemporaryConfig(
    bindings,
    (configPath) => wrangler.getPlatformProxy({
      configPath,
      persist: { path: join(persistTo ?? ownFolder(wrangler), "v3") },
      remoteBindings: false
    })
  );
}
function ownFolder({ unstable_readConfig }) {
  const { userConfigPath } = wranglerConfig.parse(unstable_readConfig({}, { hideWarnings: true }));
  const beside = userConfigPath === void 0 ? process.cwd() : dirname(userConfigPath);
  return join(beside, ".wrangler", "state");
}
async function store(bucket, { name, path, bytes, headers }) {
  var _stack = [];
  try {
    const options = { httpMetadata: headers };
    const file = __using(_stack, await open(path), true);
    if (bytes <= partBytes) {
      return (await bucket.put(name, await readPart(file, 0), options)).size;
    }
    const upload = await bucket.createMultipartUpload(name, options);
    try {
      const parts = [];
      for (let start = 0; start < bytes; start += partBytes) {
        parts.push(await upload.uploadPart(parts.length + 1, await readPart(file, start)));
      }
      return (await upload.complete(parts)).size;
    } catch (error) {
      await upload.abort();
      throw error;
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function readPart(file, start) {
  const buffer = new Uint8Array(partBytes);
  let filled = 0;
  let bytesRead;
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
    close: dispose
  };
});
