import type { Finding } from "../../domain/finding.ts";
import type { Page } from "../../domain/page.ts";
import type { IndexedPage } from "../asked/page-index.ts";
import type { FoundPage } from "./found-page.ts";
import { discoveryMessages } from "./messages.ts";

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
    .map(({ page: { file }, isAlias }) => `${isAlias ? "an alias" : "the address"} of ${file}`)
    .join(" and ");
  const { pageId, file } = page;
  const words = { alias: address, file, claims, page: pageId };
  const place = { pageId, location: { file, line: 1 } };
  return discoveryMessages.finding("alias-conflict", words, place);
}
