import type { Finding } from "../../domain/finding.ts";
import type { Page } from "../../domain/page.ts";
import type { IndexedPage } from "../asked/page-index.ts";
import type { FoundPage } from "./found-page.ts";

/**
 * Reports each alias that is also the address of another page with comments, or an alias of one: the
 * published site shows one of them there, and readers may never see the other.
 */
export function aliasConflicts(
  pages: readonly FoundPage[],
  index: readonly IndexedPage[],
): readonly Finding[] {
  const indexed = new Map(index.map((page) => [page.pageId, page]));
  const claims = Map.groupBy(
    pages.flatMap(({ page }) => {
      const { aliases = [] } = indexed.get(page.pageId) ?? {};
      return [
        { page, address: page.pageId, isAlias: false },
        ...[...new Set(aliases)].map((address) => ({ page, address, isAlias: true })),
      ];
    }),
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
