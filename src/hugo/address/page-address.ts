import type { Finding } from "../../comment/finding.ts";
import { inLanguage, type SiteConfig } from "../config/site-config.ts";
import type { ContentFile } from "../content/content-file.ts";
import type { ContentFilePlace } from "../content/content-files.ts";
import type { HugoList } from "../program/hugo-list.ts";
import type { Branches } from "./branches.ts";
import { type AddressedContent, basePath, relPermalink } from "./permalink.ts";

/** Where a page is on the site. */
export type PageAddress =
  | { readonly kind: "found"; readonly pageId: string; readonly findings: readonly Finding[] }
  /** Hugo knows the page and gives it no address. */
  | { readonly kind: "unrendered" }
  | { readonly kind: "unknown"; readonly finding: Finding };

/** What addresses are read from. */
interface AddressSources {
  readonly list: HugoList;
  readonly config: SiteConfig;
  /** All content files. */
  readonly files: readonly ContentFilePlace[];
  readonly branches: Branches;
}

/** Gives the address of a content file: Hugo's answer, or our own where Hugo has none. */
export function addressFinder({ list, config, branches }: Omit<AddressSources, "files">) {
  return (content: ContentFile & AddressedContent): PageAddress => {
    const listed = list.kind === "listed" ? list.permalinks.get(content.absolutePath) : undefined;
    if (listed === "") return { kind: "unrendered" };
    if (listed !== undefined) {
      const pageId = pathOf(listed, inLanguage(config, content.language));
      return { kind: "found", pageId, findings: [] };
    }
    const pageId = relPermalink(content, config, branches);
    if (pageId === undefined) return { kind: "unknown", finding: noAddress(content) };
    const isOverlooked = list.kind === "listed" && (list.hasSections || !content.isBranch);
    return { kind: "found", pageId, findings: isOverlooked ? [notListed(content, pageId)] : [] };
  };
}

/** Gives the content file of an address, where Hugo listed it. */
export type FileFinder = (pageId: string) => ContentFilePlace | undefined;

export function fileFinder({ list, config, files }: Omit<AddressSources, "branches">): FileFinder {
  if (list.kind !== "listed") return () => undefined;
  const byAddress = new Map(
    files.flatMap((file) => {
      const listed = list.permalinks.get(file.absolutePath) ?? "";
      return listed === ""
        ? []
        : [[pathOf(listed, inLanguage(config, file.language)), file] as const];
    }),
  );
  return (pageId) => byAddress.get(pageId);
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
