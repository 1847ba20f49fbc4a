import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  createArtifactStore
} from "./chunks/artifact-store+post.js";
import {
  createCacheStore
} from "./chunks/cache-store+post.js";
import "./chunks/artifact-store+cache-store+post.js";
import {
  CheckpointKeeper,
  Patience,
  failOnUncaughtErrors,
  failStep,
  findJobSummary,
  keepCheckpoint,
  keptSection,
  readFromMain,
  readRunContext,
  say
} from "./chunks/main+post.js";
import "./chunks/artifact-store+main+post.js";
import "./chunks/cache-store+main+post.js";
import "./chunks/artifact-store+cache-store+main+post.js";
import "./chunks/cache-store+main+post+tool-cache.js";
import "./chunks/artifact-store+cache-store+main+post+tool-cache.js";
import "./chunks/main+post+run-cli.js";
import {
  Checkpoint
} from "./chunks/main+migrate-site+post+run-cli.js";
import "./chunks/cache-store+main+migrate-site+post+run-cli.js";
import "./chunks/failure-text+main+migrate-site+post+run-cli.js";
import "./chunks/ask-setup+main+migrate-site+post+run-cli.js";
import "./chunks/artifact-store+ask-setup+cache-store+cli+failure-text+index+main+migrate-site+post+run-cli.js";
import "./chunks/artifact-store+ask-setup+cache-store+failure-text+local-d1-process+local-r2-process+main+migrate-site+post+run-cli.js";
import "./chunks/artifact-store+main+migrate-site+post+run-cli+rust-crypto.js";
import "./chunks/all.js";

// src/action/entries/post.ts
import process from "node:process";

// src/action/entries/run-post.ts
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
  const patience = new Patience(state.lostServices);
  const keeper = new CheckpointKeeper(
    {
      checkpoint,
      cache: createCacheStore(state.cachePath, patience),
      artifacts: createArtifactStore(context, void 0, patience),
      patience,
      context
    },
    state
  );
  if (keeper.isSaved && state.artifactUploaded) {
    say("The main step has kept the checkpoint.");
    return;
  }
  const lines = await keepCheckpoint(keeper);
  const addToSummary = await findJobSummary(env);
  await addToSummary(keptSection(lines));
  await checkpoint.close();
}

// src/action/entries/post.ts
failOnUncaughtErrors();
try {
  await runPost(process.env);
} catch (error) {
  failStep(error);
}
