import { opendirSync } from "node:fs";
import type { LoadedConfig } from "../config/config.ts";
import { readReason } from "../files/system-error.ts";
import { runMessages } from "./messages.ts";

/**
 * Makes sure that the site's folder is there, and a folder.
 * @throws MigrationError `site-not-readable`
 */
export function requireReadableSite({
  hugo,
  migration,
}: Pick<LoadedConfig, "hugo" | "migration">): void {
  // Reports of shards are merged without a site.
  if (migration.mode === "report") return;
  const { siteDir: path } = hugo;
  try {
    opendirSync(path).closeSync();
  } catch (error) {
    const reason = readReason(error);
    if (reason === undefined) throw error;
    throw runMessages.error("site-not-readable", { path, reason }, { cause: error });
  }
}
