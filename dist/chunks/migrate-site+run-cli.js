import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  fingerprintOf,
  forgetfulMemory,
  keepStatistics,
  keepsCheckpoint
} from "./main+migrate-site+run-cli.js";
import {
  Checkpoint,
  checkpointRequired
} from "./main+migrate-site+post+run-cli.js";

// src/job/open-memory.ts
import { existsSync } from "node:fs";
async function openMemory(config) {
  const { checkpointFile: file, resume, reset } = config.migration;
  if (!keepsCheckpoint(config)) {
    return {
      memory: forgetfulMemory,
      checkpoint: { source: "none", file, notes: [] },
      believesDatabase: false,
      finish: async () => {
      },
      close: async () => {
      }
    };
  }
  const fingerprint = fingerprintOf(config);
  const startsOver = reset || resume === "never";
  if (resume === "required" && !existsSync(file)) {
    throw checkpointRequired(`checkpoint ${file}`);
  }
  const opened = await Checkpoint.open({
    file,
    fingerprint,
    now: () => /* @__PURE__ */ new Date(),
    ...startsOver ? { startOver: (generation) => generation + 1 } : {}
  });
  return {
    memory: opened.checkpoint,
    checkpoint: { source: opened.origin === "new" ? "new" : "file", file, notes: opened.notes },
    believesDatabase: !startsOver,
    finish: (report) => keepStatistics(opened.checkpoint, report),
    close: () => opened.checkpoint.close()
  };
}

export {
  openMemory
};
