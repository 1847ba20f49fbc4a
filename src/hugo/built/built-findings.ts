import type { Finding } from "../../domain/finding.ts";
import { largestTextMiB } from "../text/largest-text.ts";
import { textMessages } from "../text/messages.ts";
import type { BuiltPage, ReadPage } from "./built-page.ts";
import { builtMessages } from "./messages.ts";
import type { Repetition } from "./repeated-threads.ts";

const namedPages = 3;

/** Says that a built page was not read, because of its size. */
export function giantPage(pageId: string): Finding {
  const words = { page: pageId, limit: largestTextMiB };
  return textMessages.finding("giant-file/built-page", words, { pageId });
}

/** Says which pages show comments that are moved to other pages. */
export function repetitionFindings(repetitions: readonly Repetition[]): readonly Finding[] {
  if (repetitions.length === 0) return [];
  const repeating = repetitions.map(({ page }) => page);
  const owners = repetitions.map(({ owner }) => owner.pageId);
  const words = { owners: list(owners), pages: list(repeating.map(({ pageId }) => pageId)) };
  return [builtMessages.finding("repeated-section", words, onlyPage(repeating))];
}

/** Says which of the pages that keep their comments name another page as the canonical one. */
export function canonicalFindings(pages: readonly ReadPage[]): readonly Finding[] {
  const astray = pages.flatMap((page) => {
    const { file, canonical, canonicalFile, shown } = page;
    const isAstray = shown.length > 0 && canonicalFile !== undefined && canonicalFile !== file;
    return isAstray && canonical !== undefined ? [{ page, canonical }] : [];
  });
  return [...Map.groupBy(astray, ({ canonical }) => canonical)].map(([canonical, found]) => {
    const naming = found.map(({ page }) => page);
    const words = { pages: list(naming.map(({ pageId }) => pageId)), canonical };
    return builtMessages.finding("canonical-without-section", words, onlyPage(naming));
  });
}

function onlyPage(pages: readonly BuiltPage[]): { readonly pageId?: string } {
  const [first, ...more] = [...new Set(pages.map(({ pageId }) => pageId))];
  return first === undefined || more.length > 0 ? {} : { pageId: first };
}

function list(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const named = distinct.slice(0, namedPages).join(", ");
  const more = distinct.length - namedPages;
  return more > 0 ? `${named} and ${more} more` : named;
}
