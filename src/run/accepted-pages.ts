import type { SiteScan } from "../domain/page.ts";
import { readableAddresses } from "../domain/readable-address.ts";

/**
 * The ids of the pages that `accept-differences` names: as Hugo writes them, or as people copy them from a
 * report, which shows addresses decoded.
 */
export function acceptedPages(
  { pages }: Pick<SiteScan, "pages">,
  addresses: readonly string[] = [],
): ReadonlySet<string> {
  const named = new Set(addresses.map(readableAddresses));
  const inScan = pages.flatMap(({ pageId }) =>
    named.has(readableAddresses(pageId)) ? pageId : [],
  );
  return new Set([...addresses, ...inScan]);
}
