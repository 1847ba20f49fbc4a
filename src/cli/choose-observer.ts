import { type Config, isQuiet } from "../config/config.ts";
import type { HostObserver } from "../run/host.ts";
import { createBarObserver } from "./bar-observer.ts";
import { createPlainObserver } from "./plain-observer.ts";

/** A pipe or a file, in which nothing moves. */
export interface Writable {
  readonly isTTY?: false;
  write(text: string): unknown;
}

/** A progress bar where there is a cursor to draw one with and not every line counts, else lines. */
export function chooseObserver(
  stderr: NodeJS.WriteStream | Writable,
  { logging }: Pick<Config, "logging">,
): HostObserver {
  const quiet = isQuiet(logging);
  if (stderr.isTTY && !quiet && logging.level !== "debug") return createBarObserver(stderr);
  return createPlainObserver((line) => void stderr.write(`${line}\n`), quiet);
}
