import type { SitePage } from "./site.ts";

/** What a source's widget uses to name a page; undefined where it uses the address. */
export type IdentifierOf = (page: SitePage) => string | undefined;

/** The page of each identifier that one page alone has. */
export function pagesByIdentifier(
  pages: readonly SitePage[],
  identifierOf: IdentifierOf,
): ReadonlyMap<string, SitePage> {
  const found = new Map<string, SitePage>();
  const shared = new Set<string>();
  for (const page of pages) {
    const identifier = identifierOf(page);
    if (identifier === undefined || identifier === "") continue;
    if (found.has(identifier)) shared.add(identifier);
    found.set(identifier, page);
  }
  for (const identifier of shared) found.delete(identifier);
  return found;
}
