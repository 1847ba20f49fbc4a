#!/usr/bin/env node
import process from "node:process";
import { nodeTooOld } from "../process/node-version.ts";
import { keepHeapSmall } from "../run/small-heap.ts";

const refusal = nodeTooOld(process.versions.node);
if (refusal === undefined) {
  keepHeapSmall();
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGBREAK"] as const) {
    process.on(name, () => {
      // The second Ctrl+C is from somebody who does not want to wait.
      if (controller.signal.aborted) process.exit(130);
      process.stderr.write("\nStopping; what is done is kept …\n");
      controller.abort(new Error(`stopped by ${name}`));
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    // Who reads it may go away before its end, as head does; the run goes on.
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  // Loaded only now, because an older Node.js fails to load it before it runs a line of it.
  const { runCli } = await import("./run-cli.ts");
  const { failureText } = await import("./failure-text.ts");
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
      stderr: process.stderr,
    },
    controller.signal,
  );
} else {
  process.stderr.write(`${refusal.message} ${refusal.remedy}\n`);
  process.exitCode = 1;
}
