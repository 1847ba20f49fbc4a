import type { Finding } from "../../comment/finding.ts";
import type { SiteConfig } from "../config/site-config.ts";
import type { ContentFile } from "../content/content-file.ts";
import { normalizeFolder } from "./content-place.ts";
import type { HugoList } from "./hugo-list.ts";
import { basePath, relPermalink } from "./permalink.ts";

/** Where a page is on the site. */
export type PageAddress =
  | { readonly kind: "found"; readonly pageId: string; readonly findings: readonly Finding[] }
  /** Hugo knows the page and gives it no address. */
  | { readonly kind: "unrendered" }
  | { readonly kind: "unknown"; readonly finding: Finding };

/** What addresses are read from. */
export interface AddressSources {
  readonly list: HugoList;
  readonly config: SiteConfig;
  /** Content folder relative to the site's, with `/`. */
  readonly contentPath: string;
  /** All content files, below the content folder. */
  readonly paths: readonly string[];
}

/** Gives the address of a content file: Hugo's answer, or our own where Hugo has none. */
export function addressFinder(sources: AddressSources): (content: ContentFile) => PageAddress {
  const { list, config, contentPath } = sources;
  const branches = branchFolders(sources.paths);
  return (content) => {
    const listed =
      list.kind === "listed" ? list.permalinks.get(`${contentPath}/${content.path}`) : undefined;
    if (listed === "") return { kind: "unrendered" };
    if (listed !== undefined) {
      return { kind: "found", pageId: pathOf(listed, config), findings: [] };
    }
    const pageId = relPermalink(content, config, branches);
    if (pageId === undefined) return { kind: "unknown", finding: noAddress(content) };
    const isOverlooked = list.kind === "listed" && (list.hasSections || !isBranch(content.path));
    return { kind: "found", pageId, findings: isOverlooked ? [notListed(content, pageId)] : [] };
  };
}

/** Folders, in Hugo's normal form, that have an `_index` file. */
function branchFolders(paths: readonly string[]): ReadonlySet<string> {
  return new Set(
    paths
      .filter(isBranch)
      .map((path) => path.split("/").slice(0, -1).map(normalizeFolder).join("/")),
  );
}

function isBranch(path: string): boolean {
  return /(?:^|\/)_index\.[^/]*$/.test(path);
}

/** `/blog/a/` of `https://example.org/blog/a/`; a `#` in it belongs to the path. */
function pathOf(permalink: string, { baseUrl, canonifyUrls }: SiteConfig): string {
  const path = permalink.replace(/^(?:[a-z][a-z\d+.-]*:)?\/\/[^/]*/i, "").replaceAll("#", "%23");
  const base = basePath(baseUrl);
  return canonifyUrls && path.startsWith(`${base}/`) ? path.slice(base.length) : path;
}

function noAddress({ file }: ContentFile): Finding {
  return {
    severity: "error",
    code: "no-page-address",
    message: `The address of ${file} can't be worked out without Hugo, because its url or the site's permalinks use what this program doesn't know; its comments were not moved.`,
    remedy: "Install Hugo where the migration runs, or set hugo-path.",
    location: { file, line: 1 },
  };
}

function notListed({ file }: ContentFile, pageId: string): Finding {
  return {
    severity: "warning",
    code: "not-listed-by-hugo",
    message: `Hugo does not list ${file}; its address was worked out as ${pageId}.`,
    remedy: "Check that the page is on the site at this address.",
    pageId,
    location: { file, line: 1 },
  };
}
