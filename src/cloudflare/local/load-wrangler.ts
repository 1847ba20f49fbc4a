import { createRequire } from "node:module";
import { join } from "node:path";

/** What is needed of wrangler's programmatic interface. Source: https://developers.cloudflare.com/workers/wrangler/api/ */
export type Wrangler = Pick<typeof import("wrangler"), "getPlatformProxy" | "unstable_readConfig">;

/** The wrangler in this folder; it throws where that is too old. */
export function loadWrangler(folder: string): Wrangler {
  const wrangler: unknown = createRequire(join(folder, "package.json"))(folder);
  if (!isWrangler(wrangler)) {
    throw new Error(
      `The wrangler in ${folder} has no getPlatformProxy: version 4.100 or newer is needed.`,
    );
  }
  return wrangler;
}

function isWrangler(value: unknown): value is Wrangler {
  return (
    typeof value === "object" &&
    value !== null &&
    "getPlatformProxy" in value &&
    "unstable_readConfig" in value
  );
}
