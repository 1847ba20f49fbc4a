/**
 * A signal that is aborted by the first SIGINT or SIGTERM, so that the process ends in good order.
 * Source: the runner sends SIGINT, SIGTERM 7.5 s later, and kills 2.5 s after that
 * (actions/runner, ProcessInvoker.cs).
 */
export function stopSignal(process: NodeJS.Process): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => controller.abort(new Error(`stopped by ${name}`)));
  }
  return controller.signal;
}
