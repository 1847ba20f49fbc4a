import type { SitePage } from "../domain/page.ts";

/** What a source's widget uses to name a page; nothing where it uses the address. */
export type IdentifiersOf = (page: SitePage) => readonly string[];

/** The page of each identifier that one page alone has. */
export function pagesByIdentifier(
  pages: readonly SitePage[],
  identifiersOf: IdentifiersOf,
): ReadonlyMap<string, SitePage> {
  const found = new Map<string, SitePage>();
  const shared = new Set<string>();
  for (const page of pages) {
    for (const identifier of new Set(identifiersOf(page))) {
      if (identifier === "") continue;
      if (found.has(identifier)) shared.add(identifier);
      found.set(identifier, page);
    }
  }
  for (const identifier of shared) found.delete(identifier);
  return found;
}
