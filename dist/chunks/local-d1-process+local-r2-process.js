import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  callOfProgram
} from "./local-d1-process+local-r2-process+main+migrate-site+run-cli.js";

// src/cloudflare/local/load-wrangler.ts
import { createRequire } from "node:module";
import { join } from "node:path";
function loadWrangler(folder) {
  const wrangler = createRequire(join(folder, "package.json"))(folder);
  if (!isWrangler(wrangler)) {
    throw new Error(
      `The wrangler in ${folder} has no getPlatformProxy: version 4.100 or newer is needed.`
    );
  }
  return wrangler;
}
function isWrangler(value) {
  return typeof value === "object" && value !== null && "getPlatformProxy" in value && "unstable_readConfig" in value;
}

// src/cloudflare/local/serve-parent.ts
var closesWithinMs = 5e3;
async function serveParent(open) {
  let close = async () => {
  };
  process.once("disconnect", async () => {
    setTimeout(endGroup, closesWithinMs);
    await close();
    endGroup();
  });
  const opened = await open();
  close = () => opened.close();
  process.on("message", async (message) => {
    const { id, call } = callOfProgram.parse(message);
    try {
      tell({ kind: "result", id, result: await opened.answer(call) });
    } catch (error) {
      tell({ kind: "failure", id, words: wordsOf(error) });
    }
  });
  tell({ kind: "open" });
}
function tell(answer) {
  process.send?.(answer);
}
function wordsOf(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
function endGroup() {
  if (process.platform !== "win32") process.kill(-process.pid, "SIGKILL");
  process.exit();
}

export {
  loadWrangler,
  serveParent
};
