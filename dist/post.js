import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  CheckpointKeeper,
  failOnUncaughtErrors,
  failStep,
  keepCheckpoint,
  keptSection,
  readFromMain,
  readRunContext,
  say
} from "./chunks/chunk-INDFHDVQ.js";
import {
  Checkpoint
} from "./chunks/chunk-J7UPPDNL.js";
import {
  createArtifactStore
} from "./chunks/chunk-6H6S26WG.js";
import "./chunks/chunk-QGO4EXWO.js";
import "./chunks/chunk-KY3H7T6O.js";
import {
  createCacheStore
} from "./chunks/chunk-VTPCU4SQ.js";
import "./chunks/chunk-T3WZDPH2.js";
import {
  summary
} from "./chunks/chunk-37YRGYYE.js";
import "./chunks/chunk-A5UK3EUZ.js";

// src/action/post.ts
import process from "node:process";

// src/action/run-post.ts
async function runPost(env) {
  const state = readFromMain();
  if (state === void 0) {
    say("There is no checkpoint to keep.");
    return;
  }
  const context = readRunContext(env);
  const { checkpoint } = await Checkpoint.open({
    file: state.checkpointFile,
    fingerprint: state.fingerprint,
    now: () => /* @__PURE__ */ new Date()
  });
  const keeper = new CheckpointKeeper(
    {
      checkpoint,
      cache: createCacheStore(state.cachePath),
      artifacts: createArtifactStore(context, void 0),
      context
    },
    state
  );
  if (keeper.isSaved && state.artifactUploaded) {
    say("The main step has kept the checkpoint.");
    return;
  }
  const lines = await keepCheckpoint(keeper);
  await summary.addRaw(keptSection(lines)).write();
  await checkpoint.close();
}

// src/action/post.ts
failOnUncaughtErrors();
try {
  await runPost(process.env);
} catch (error) {
  failStep(error);
}
