import type { Mask } from "../domain/secret-mask.ts";

/** One thing that a run needs, and whether it is there. */
export interface Check {
  /** What was looked at: `Hugo`. */
  readonly name: string;
  /** `problem`: a run would fail, or move nothing; `unknown`: what it depends on is missing. */
  readonly state: "ok" | "warning" | "problem" | "unknown";
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
};

/** A check in a line, and its remedy in another. */
export function checkLines({ name, state, found, remedy }: Check): readonly string[] {
  const line = `${marks[state]}  ${name}: ${found}`;
  return remedy === undefined ? [line] : [line, `${" ".repeat(9)}${remedy}`];
}

/** The check, whose texts hold no secret. */
export function checkWithoutSecrets({ found, remedy, ...check }: Check, mask: Mask): Check {
  return {
    ...check,
    found: mask(found),
    ...(remedy === undefined ? {} : { remedy: mask(remedy) }),
  };
}
