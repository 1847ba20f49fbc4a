import type { TargetSchema } from "../schema/target-schema.ts";

type Names = Pick<TargetSchema, "pageName" | "uniqueTimes">;

/** `/posts/caf%C3%A9/`: what Hugo's `.RelPermalink` is like. Source: https://url.spec.whatwg.org/#path-state */
const relativePermalink = /^\/(?:[!$&'()*+,\-./\w:;=@~]|%[\dA-F]{2})*$/;

/**
 * Tells whose page a name in the target's table is: that of a known page, by what the target calls it, or
 * one that can be read off the name. A name that could be of several pages is nobody's: it is not guessed.
 * @param known ids of pages, each perhaps more than once
 * @returns the page's id; undefined where nobody can tell
 */
export function pageIdsOf(
  schema: Names,
  known: Iterable<string>,
): (name: string) => string | undefined {
  const byName = new Map<string, Set<string>>();
  for (const pageId of known) {
    const own = schema.pageName(pageId);
    for (const name of schema.uniqueTimes?.namesOf(own) ?? [own]) {
      byName.set(name, (byName.get(name) ?? new Set()).add(pageId));
    }
  }
  return (name) => {
    const pages = byName.get(name);
    if (pages === undefined) return pageInName(schema, name);
    // One of them may be named so exactly, and another only be found under it, too.
    const [only, ...others] = [...pages].filter((pageId) => schema.pageName(pageId) === name);
    if (only !== undefined) return others.length === 0 ? only : undefined;
    return pages.size === 1 ? [...pages][0] : undefined;
  };
}

/** The page id that a name is, perhaps behind the site's address, where it can be of no other page. */
function pageInName({ pageName }: Names, name: string): string | undefined {
  const home = pageName("/");
  const site = home.endsWith("/") ? home.slice(0, -1) : home;
  const pageId = name.startsWith(site) ? name.slice(site.length) : name;
  if (!relativePermalink.test(pageId) || pageName(pageId) !== name) return undefined;
  const isOthersToo = [`${pageId}/`, encoded(pageId)].some(
    (other) => other !== pageId && pageName(other) === name,
  );
  return isOthersToo ? undefined : pageId;
}

/** With everything encoded that may be so or not. */
function encoded(pageId: string): string {
  return pageId.replace(
    /[^\w\-./~%]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}
