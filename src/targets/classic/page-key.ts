import type { PageForm } from "../../domain/classic-map.ts";

/**
 * What a page is called in a table.
 * @param pageId the page's `.RelPermalink`, percent-encoded
 * @param origin of the site, `https://blog.example`; only `address` needs it
 * @returns empty for a home page that has nothing but slashes, where these are removed
 */
export function pageKey(pageId: string, form: PageForm, origin = ""): string {
  switch (form) {
    case "path":
      return pageId;
    case "path-decoded":
      return decoded(pageId);
    case "bare-path":
      return barePath(pageId);
    case "bare-path-decoded":
      return decoded(barePath(pageId));
    case "trimmed":
      return trimmed(pageId);
    case "trimmed-decoded":
      return decoded(trimmed(pageId));
    case "slug":
      return lastSegment(pageId);
    case "slug-decoded":
      return decoded(lastSegment(pageId));
    case "address":
      return `${origin}${pageId}`;
  }
}

/** The home page keeps its slash. */
function barePath(path: string): string {
  return path.replace(/(?<=.)\/+$/, "");
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, "");
}

function lastSegment(path: string): string {
  return trimmed(path).split("/").at(-1) ?? "";
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
