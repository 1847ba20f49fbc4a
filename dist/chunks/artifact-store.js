import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  createArtifactStore
} from "./artifact-store+post.js";
import "./artifact-store+cache-store+post.js";
import "./artifact-store+main+post.js";
import "./artifact-store+cache-store+main+post.js";
import "./artifact-store+cache-store+main+post+tool-cache.js";
import "./artifact-store+ask-setup+cache-store+cli+failure-text+index+main+migrate-site+post+run-cli.js";
import "./artifact-store+ask-setup+cache-store+failure-text+local-d1-process+local-r2-process+main+migrate-site+post+run-cli.js";
import "./artifact-store+main+migrate-site+post+run-cli+rust-crypto.js";
import "./all.js";
export {
  createArtifactStore
};
