import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  defineMessages
} from "./artifact-store+ask-setup+cache-store+cli+failure-text+index+main+migrate-site+post+run-cli.js";

// src/process/messages.ts
var processMessages = defineMessages({
  "node-too-old": {
    severity: "error",
    message: ({ needed: needed2, version }) => `This program needs Node.js ${needed2} or newer; this is ${version}.`,
    remedy: ({ needed: needed2 }) => `Install it from https://nodejs.org, or replace node in the command with npx --yes node@${needed2}.`
  }
});

// src/process/node-version.ts
var needed = 24;
function nodeTooOld(version) {
  if (Number.parseInt(version, 10) >= needed) return void 0;
  return processMessages.error("node-too-old", { needed, version });
}

export {
  nodeTooOld
};
