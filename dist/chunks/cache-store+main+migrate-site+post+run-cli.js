import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;

// src/process/run-process.ts
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
async function runProcess(file, args, options, signal) {
  signal.throwIfAborted();
  const { cwd, env, timeoutMs } = options;
  const detached = process.platform !== "win32";
  const child = spawn(file, args, { cwd, env, detached, stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => killGroup(child, detached);
  let timedOut = false;
  const timer = timeoutMs === void 0 ? void 0 : setTimeout(() => {
    timedOut = true;
    stop();
  }, timeoutMs);
  signal.addEventListener("abort", stop);
  try {
    const [exitCode, stdout, stderr] = await Promise.all([
      new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", resolve);
      }),
      text(child.stdout),
      text(child.stderr)
    ]);
    signal.throwIfAborted();
    return { exitCode, stdout, stderr, timedOut };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}
function killGroup(child, detached) {
  if (child.pid === void 0) return;
  try {
    if (detached) process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch (error) {
    const isGone = error instanceof Error && "code" in error && error.code === "ESRCH";
    if (!isGone) throw error;
  }
}

export {
  runProcess,
  killGroup
};
