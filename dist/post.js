import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  CheckpointKeeper,
  createArtifactStore,
  createCacheStore,
  info,
  readFromMain,
  readRunContext,
  setFailed,
  summary,
  warning
} from "./chunks/chunk-BYGBQCVL.js";
import {
  Checkpoint,
  inertMarkdown
} from "./chunks/chunk-PWGSWD5E.js";
import "./chunks/chunk-KY3H7T6O.js";
import "./chunks/chunk-A5UK3EUZ.js";

// src/action/post.ts
import process from "node:process";

// src/action/run-post.ts
async function runPost(env) {
  const state = readFromMain();
  if (state === void 0) {
    info("There is no checkpoint to keep.");
    return;
  }
  const { checkpoint } = await Checkpoint.open({
    file: state.checkpointFile,
    fingerprint: state.fingerprint,
    now: () => /* @__PURE__ */ new Date()
  });
  const keeper = new CheckpointKeeper(
    {
      checkpoint,
      cache: createCacheStore(state.cachePath),
      artifacts: createArtifactStore(),
      context: readRunContext(env)
    },
    state
  );
  if (keeper.isSaved && state.artifactUploaded) {
    info("The main step has kept the checkpoint.");
    return;
  }
  const lines = [
    sentence("Actions cache", await keeper.saveToCache()),
    sentence("artifact", await keeper.uploadArtifact())
  ];
  await summary.addRaw(`### Checkpoint

${lines.map(inertMarkdown).join("  \n")}
`).write();
  await checkpoint.close();
}
function sentence(place, result) {
  if (result.ok) {
    const text2 = `The checkpoint is kept (${place}).`;
    info(text2);
    return text2;
  }
  const text = `The checkpoint is not kept (${place}): ${result.reason}.`;
  warning(text);
  return text;
}

// src/action/post.ts
try {
  await runPost(process.env);
} catch (error) {
  setFailed(error instanceof Error ? error.stack ?? error.message : String(error));
}
