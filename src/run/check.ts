import { readableAddresses } from "../domain/readable-address.ts";
import type { Mask } from "../domain/secret-mask.ts";

/** One thing that a run needs, and whether it is there. */
export interface Check {
  /** What was found, as a word for programs: `database-ok`. */
  readonly code: string;
  /** What was looked at: `Hugo`. */
  readonly name: string;
  /**
   * `problem`: a run would fail, or move nothing; `unknown`: it could not be looked at; `skipped`:
   * there is nothing of it here.
   */
  readonly state: "ok" | "warning" | "problem" | "unknown" | "skipped";
  /** What was found, in a sentence without its full stop. */
  readonly found: string;
  /** What to do about it; absent where there is nothing to do. */
  readonly remedy?: string;
}

const marks: Readonly<Record<Check["state"], string>> = {
  ok: "ok     ",
  warning: "warning",
  problem: "PROBLEM",
  unknown: "unknown",
  skipped: "skipped",
};

/** A check in a line, and below it its remedy, whose lines stay apart: one may be to be copied. */
export function checkLines({ name, state, found, remedy }: Check): readonly string[] {
  const line = `${marks[state]}  ${name}: ${readableAddresses(found)}`;
  const below = remedy?.split("\n") ?? [];
  return [line, ...below.map((part) => `${" ".repeat(9)}${part}`)];
}

/** The check, whose texts hold no secret. */
export function checkWithoutSecrets({ found, remedy, ...check }: Check, mask: Mask): Check {
  return {
    ...check,
    found: mask(found),
    ...(remedy === undefined ? {} : { remedy: mask(remedy) }),
  };
}
