import process from "node:process";
import { runCli } from "./run-cli.ts";

const controller = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    // The second Ctrl+C is from somebody who does not want to wait.
    if (controller.signal.aborted) process.exit(130);
    process.stderr.write("\nStopping; what is done is kept …\n");
    controller.abort(new Error(`stopped by ${name}`));
  });
}

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
