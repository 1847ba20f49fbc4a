import type { describe } from "vitest";
import { describeWith } from "./describe-with.ts";
import { partPath } from "./tiers.ts";

/** A Hugo that tests run. */
export interface TestedHugo {
  /** As the names of tests have it. */
  readonly name: string;
  /** For suites that need this Hugo and no other. */
  readonly describe: typeof describe.skip;
  /** The path of its program. */
  readonly path: () => string;
}

export const currentHugo: TestedHugo = {
  name: "the current Hugo",
  describe: describeWith("hugo"),
  path: () => partPath("hugo"),
};

/** The oldest that is supported; it lacks what came later, so some tests leave things out for it. */
export const oldestHugo: TestedHugo = {
  name: "Hugo 0.111",
  describe: describeWith("hugo-0.111"),
  path: () => partPath("hugo-0.111"),
};

/** All of them, for what has to hold with each. */
export const hugos = [currentHugo, oldestHugo] as const;
