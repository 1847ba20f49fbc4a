import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  keepHeapSmall
} from "./chunks/chunk-HNWSNMIW.js";
import "./chunks/chunk-A5UK3EUZ.js";

// src/cli/cli.ts
import process from "node:process";

// src/cli/node-version.ts
var needed = 24;
function nodeTooOld(version) {
  if (Number.parseInt(version, 10) >= needed) return void 0;
  return `This command needs Node.js ${needed} or newer, and this is ${version}. Install it from https://nodejs.org, or run: npx --yes node@${needed} dist/cli.js`;
}

// src/cli/cli.ts
var refusal = nodeTooOld(process.versions.node);
if (refusal === void 0) {
  keepHeapSmall();
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGBREAK"]) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      process.stderr.write("\nStopping; what is done is kept …\n");
      controller.abort(new Error(`stopped by ${name}`));
    });
  }
  const { runCli } = await import("./chunks/run-cli-OHFGBFZR.js");
  process.exitCode = await runCli(
    {
      args: process.argv.slice(2),
      env: process.env,
      cwd: process.cwd(),
      stdout: process.stdout,
      stderr: process.stderr
    },
    controller.signal
  );
} else {
  process.stderr.write(`${refusal}
`);
  process.exitCode = 1;
}
