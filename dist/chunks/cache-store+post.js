import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  archiveLimits
} from "./artifact-store+cache-store+post.js";
import {
  isFeatureAvailable,
  restoreCache,
  saveCache
} from "./cache-store+main+post.js";
import {
  refusal,
  refusalOf,
  storeMessages
} from "./artifact-store+cache-store+main+post.js";
import {
  runProcess
} from "./cache-store+main+migrate-site+post+run-cli.js";

// src/action/checkpoint/flat-tar.ts
var recordBytes = 10240;
function flatTarOptions(maxBytes) {
  const records = Math.ceil(maxBytes / recordBytes);
  return [
    "--transform=s|^.*/||",
    "--exclude=..",
    "--exclude=*/..",
    `--checkpoint=${records}`,
    "--checkpoint-action='exec=kill $PPID'"
  ].join(" ");
}
async function hasGnuTar() {
  const names = process.platform === "darwin" ? ["gtar", "tar"] : ["tar"];
  const { signal } = new AbortController();
  for (const name of names) {
    const options = { cwd: process.cwd(), env: process.env, timeoutMs: 1e4 };
    const version = await runProcess(name, ["--version"], options, signal).catch(() => void 0);
    if (version?.exitCode === 0) return version.stdout.includes("GNU tar");
  }
  return false;
}

// src/action/checkpoint/overheard.ts
import process2 from "node:process";
async function overhear(work) {
  const { stdout } = process2;
  const write = stdout.write;
  let text = "";
  stdout.write = new Proxy(write, {
    apply(target, self, args) {
      text += String(args[0]);
      return Reflect.apply(target, self, args);
    }
  });
  try {
    const result = await work();
    return { result, lines: text.split("\n") };
  } finally {
    stdout.write = write;
  }
}

// src/action/checkpoint/with-variables.ts
async function withVariables(variables, work) {
  const before = Object.keys(variables).map((name) => [name, process.env[name]]);
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === void 0) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

// src/action/checkpoint/cache-store.ts
var service = "The Actions cache";
function createCacheStore(path, patience) {
  if (!isFeatureAvailable()) {
    const unavailable = refusal(storeMessages.words("cache-unavailable", {}));
    return { save: async () => unavailable, restore: async () => unavailable };
  }
  let restoring = Promise.resolve();
  return {
    save: (key) => patience.call(service, async () => {
      await restoring;
      const { result: id, lines } = await overhear(() => saveCache([path], key));
      return id > 0 ? { ok: true } : refusalOf(service, failureIn(lines) ?? "it gave no reason");
    }),
    restore: (keyPrefix, into) => patience.call(service, async () => {
      if (!await hasGnuTar()) return refusal(storeMessages.words("cache-needs-gnu-tar", {}));
      const variables = {
        GITHUB_WORKSPACE: into,
        TAR_OPTIONS: flatTarOptions(archiveLimits.unpackedBytes)
      };
      const restored = overhear(
        () => withVariables(variables, () => restoreCache([path], `${keyPrefix}none`, [keyPrefix]))
      );
      restoring = restored.catch(() => {
      });
      const { result: key, lines } = await restored;
      if (key?.startsWith(keyPrefix)) return { ok: true };
      const failure = failureIn(lines);
      return failure === void 0 ? refusal(storeMessages.words("no-stored-checkpoint/cache", {})) : refusalOf(service, failure);
    })
  };
}
function failureIn(lines) {
  const refused = lines.findLast((line) => /^::debug::Failed to reserve cache: /.test(line));
  if (refused !== void 0) return refused.replace(/^::debug::Failed to reserve cache: /, "");
  const said = lines.findLast(
    (line) => /^(?:::(?:warning|error)\b[^:]*::)?.*(?:Failed to (?:save|restore)|denied|does not permit|reservation failed)/i.test(
      line
    )
  );
  return said?.replace(/^::(?:warning|error)\b[^:]*::/, "").replace(/^Failed to \w+: /, "");
}

export {
  createCacheStore
};
