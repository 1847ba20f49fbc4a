#!/usr/bin/env node
import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  keepHeapSmall
} from "./chunks/cli+main.js";
import {
  nodeTooOld
} from "./chunks/cli+index+main+migrate-site+run-cli.js";
import "./chunks/artifact-store+ask-setup+cache-store+cli+failure-text+index+main+migrate-site+post+run-cli.js";
import "./chunks/all.js";

// src/cli/cli.ts
import process from "node:process";
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
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  const { runCli } = await import("./chunks/run-cli.js");
  const { failureText } = await import("./chunks/failure-text.js");
  process.on("uncaughtException", (error) => {
    process.stderr.write(failureText(error, process.argv));
    process.exit(1);
  });
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
  process.stderr.write(`${refusal.message} ${refusal.remedy}
`);
  process.exitCode = 1;
}
