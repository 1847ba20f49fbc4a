import { posix } from "node:path";
import type { Finding } from "../../comment/finding.ts";
import type { Page } from "../../comment/page.ts";
import { basePath } from "../address/permalink.ts";
import type { FrontMatter } from "../content/front-matter.ts";
import { escapePath } from "../text/url-path.ts";

/** A page with its former addresses. */
export interface AliasedPage {
  readonly page: Page;
  /** As {@link aliasAddresses} gives them. */
  readonly aliases: readonly string[];
}

/**
 * The addresses from which a page's `aliases` lead to it; a relative one begins beside the page.
 * @param pageId address of the page
 * Source: gohugoio/hugo, hugolib/site_render.go (renderAliases)
 */
export function aliasAddresses(
  { aliases }: FrontMatter,
  pageId: string,
  baseUrl: string,
): readonly string[] {
  if (aliases === undefined) return [];
  const base = basePath(baseUrl);
  const given = Array.isArray(aliases) ? aliases : [aliases];
  return given
    .filter((alias) => typeof alias === "string" && alias !== "")
    .map((alias: string) => {
      const parent = posix.dirname(pageId.slice(base.length).replace(/\/$/, ""));
      const path = posix.resolve(parent, alias).replace(/\/index\.html$/, "");
      const isFile = /\.\w+$/.test(path);
      return base + escapePath(isFile || path === "/" ? path : `${path}/`);
    });
}

/**
 * Tells of each alias that is also the address of another page with comments, or an alias of one: the
 * site shows one of them there, and which one it is hangs on the order in which Hugo writes its files.
 */
export function aliasConflicts(pages: readonly AliasedPage[]): readonly Finding[] {
  const claims = Map.groupBy(
    pages.flatMap(({ page, aliases }) => [
      { page, address: page.pageId, isAlias: false },
      ...[...new Set(aliases)].map((address) => ({ page, address, isAlias: true })),
    ]),
    ({ address }) => address,
  );
  return [...claims].flatMap(([address, claiming]) =>
    claiming
      .filter(({ isAlias }) => isAlias)
      .flatMap(({ page }) => {
        const others = claiming.filter((other) => other.page !== page);
        return others.length === 0 ? [] : [conflict(page, address, others)];
      }),
  );
}

function conflict(
  page: Page,
  address: string,
  others: readonly { readonly page: Page; readonly isAlias: boolean }[],
): Finding {
  const claims = others
    .map(({ page: { file }, isAlias }) => (isAlias ? `an alias of ${file}` : `where ${file} is`))
    .join(" and ");
  return {
    severity: "warning",
    code: "alias-conflict",
    message: `The alias ${address} of ${page.file} is also ${claims}. Comments were moved to ${page.pageId}, the page's own address.`,
    remedy: "Take the alias out of the front matter of the page that it no longer belongs to.",
    pageId: page.pageId,
    location: { file: page.file, line: 1 },
  };
}
