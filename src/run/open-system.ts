import type { Config } from "../config/config.ts";
import type { SiteScan } from "../domain/page.ts";
import { systems } from "../targets/systems.ts";

/** The comment system of the settings, as this site uses it. */
export function openSystem(target: Config["target"], { origin }: Pick<SiteScan, "origin">) {
  return systems[target.schema].open({ ...target, origin });
}
