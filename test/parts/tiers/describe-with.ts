import { describe } from "vitest";
import { findPart, isOptional, type PartName } from "./tiers.ts";

/**
 * `describe` for tests that need these parts: skipped where one is missing, failed where
 * REQUIRE_ALL_TIERS is set, optional ones excepted.
 */
export function describeWith(...names: readonly PartName[]): typeof describe.skip {
  const missing = names.filter((name) => findPart(name) === undefined);
  if (missing.length === 0) return describe;
  if (process.env["REQUIRE_ALL_TIERS"] === "1" && !missing.every(isOptional)) {
    throw new Error(`required, but not on this machine: ${missing.join(", ")}`);
  }
  return describe.skip;
}
