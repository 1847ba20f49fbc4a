import type { LoadedConfig } from "../config/config.ts";
import type { SiteScan } from "../domain/page.ts";
import { runMessages } from "./messages.ts";
import { openSystem } from "./open-system.ts";

const mostNamed = 3;

/**
 * The pages, each of which has a name of its own in the target. A rollback writes to none.
 * @throws MigrationError `pages-share-a-name`
 */
export function withNamesOfTheirOwn<Scan extends Pick<SiteScan, "pages" | "others" | "origin">>(
  scan: Scan,
  { target, migration }: Pick<LoadedConfig, "target" | "migration">,
): Scan {
  if (migration.mode === "rollback") return scan;
  const { schema } = openSystem(target, scan);
  const own = new Set(scan.pages.map(({ pageId }) => pageId));
  const byName = Map.groupBy([...scan.pages, ...scan.others], ({ pageId }) =>
    schema.pageName(pageId),
  );
  const shared = [...byName].filter(
    ([, pages]) => pages.length > 1 && pages.some(({ pageId }) => own.has(pageId)),
  );
  if (shared.length === 0) return scan;
  const named = shared
    .slice(0, mostNamed)
    .map(([name, pages]) => `${pages.map(({ pageId }) => pageId).join(" and ")} (${name})`);
  const more = shared.length - named.length;
  throw runMessages.error("pages-share-a-name", {
    table: schema.tables[0].name,
    pages: named.join(", ") + (more > 0 ? ` and ${more} more` : ""),
  });
}
