import type { describe } from "vitest";
import { describeWith } from "../tiers/describe-with.ts";
import { partPath } from "../tiers/tiers.ts";

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

/** Releases in between, of which each answered something in another way than the one before. */
export const betweenHugos: readonly TestedHugo[] = (
  ["hugo-0.147", "hugo-0.152", "hugo-0.160"] as const
).map((part) => ({
  name: part.replace("hugo-", "Hugo "),
  describe: describeWith(part),
  path: () => partPath(part),
}));
