import { nodeTooOld } from "../process/node-version.ts";
import type { Check } from "./check.ts";
import { checks } from "./check-texts.ts";

/** Whether a version of Node.js (`24.1.0`) can run this program. */
export function nodeCheck(version: string): Check {
  const tooOld = nodeTooOld(version);
  return tooOld === undefined
    ? checks.check("node-ok", { version })
    : checks.failed("node-too-old", tooOld);
}
