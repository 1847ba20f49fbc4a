import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  MigrationError
} from "./cli+index+main+migrate-site+post+run-cli.js";

// src/process/node-version.ts
var needed = 24;
function nodeTooOld(version) {
  if (Number.parseInt(version, 10) >= needed) return void 0;
  return new MigrationError(
    "node-too-old",
    `This program needs Node.js ${needed} or newer, and this is ${version}.`,
    {
      remedy: `Install it from https://nodejs.org, or put npx --yes node@${needed} where the command says node.`
    }
  );
}

export {
  nodeTooOld
};
