import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  fingerprintOf,
  isFolder,
  releasesUrlOf
} from "./main+migrate-site+run-cli.js";
import {
  Checkpoint,
  checkpointRequired
} from "./main+migrate-site+post+run-cli.js";

// src/run/hugo-cache-folder.ts
import { randomUUID } from "node:crypto";
import { cp, mkdir, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
function hugoSearchOf(env) {
  const folder = join(cacheFolder(env, process.platform), "hugo-comment-migration", "hugo");
  return {
    releasesUrl: releasesUrlOf(env),
    defaultVersion: "none",
    kept: {
      async find(version) {
        const place = join(folder, version);
        return await isFolder(place) ? place : void 0;
      },
      keep: (dir, version) => keepAt(folder, dir, version)
    }
  };
}
function cacheFolder(env, platform) {
  const home = env["HOME"] || homedir();
  if (platform === "win32") return env["LOCALAPPDATA"] || join(home, "AppData", "Local");
  if (platform === "darwin") return join(home, "Library", "Caches");
  const given = env["XDG_CACHE_HOME"];
  return given !== void 0 && isAbsolute(given) ? given : join(home, ".cache");
}
async function keepAt(folder, dir, version) {
  const place = join(folder, version);
  const whole = join(folder, `.new-${version}-${randomUUID()}`);
  const old = join(folder, `.old-${version}-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true });
    const damaged = await folderAt(place);
    await cp(dir, whole, { recursive: true });
    if (damaged !== void 0 && await folderAt(place) === damaged) {
      await rename(place, old).catch(unless("ENOENT"));
    }
    await rename(whole, place).catch(unless("ENOTEMPTY", "EEXIST", "EPERM"));
    return place;
  } finally {
    await rm(whole, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}
async function folderAt(path) {
  return (await stat(path).catch(unless("ENOENT")))?.ino;
}
function unless(...codes) {
  return (error) => {
    const isMeant = error instanceof Error && "code" in error && codes.includes(String(error.code));
    if (!isMeant) throw error;
    return void 0;
  };
}

// src/run/open-memory.ts
import { existsSync } from "node:fs";
async function openMemory(config) {
  const { checkpointFile: file, resume } = config.migration;
  const startsOver = resume === "restart";
  if (resume === "required" && !existsSync(file)) {
    throw checkpointRequired(`checkpoint ${file}`);
  }
  const { checkpoint, origin, notes } = await Checkpoint.open({
    file,
    fingerprint: fingerprintOf(config),
    now: () => /* @__PURE__ */ new Date(),
    ...startsOver ? { startOver: (generation) => generation + 1 } : {}
  });
  return {
    checkpoint,
    source: origin === "new" ? "new" : "file",
    notes,
    believesDatabase: !startsOver
  };
}

export {
  hugoSearchOf,
  openMemory
};
