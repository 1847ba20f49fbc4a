/**
 * A signal that is aborted by the first signal to stop, so that the process ends cleanly.
 * Source: the runner sends SIGINT, SIGTERM 7.5 s later, and kills 2.5 s after that; on Windows it
 * sends Ctrl+C and Ctrl+Break, which is SIGBREAK (actions/runner, ProcessInvoker.cs).
 */
export function stopSignal(process: Pick<NodeJS.EventEmitter, "on">): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGBREAK"] as const) {
    process.on(name, () => controller.abort(new Error(`stopped by ${name}`)));
  }
  return controller.signal;
}
