import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  detailsOf,
  explained,
  logLine,
  readableAddresses
} from "./failure-text+main+migrate-site+post+run-cli.js";

// src/cli/failure-text.ts
function failureText(error, args) {
  const shown = explained(error, "terminal");
  const isVerbose = args.includes("--verbose") || args.includes("-v");
  const words = readableAddresses([shown.message, shown.remedy ?? ""].join("\n").trim());
  const lines = words.split("\n");
  const details = isVerbose && shown !== error ? detailsOf(error) : [];
  return `${[...lines, ...details].map(logLine).join("\n")}
`;
}

export {
  failureText
};
