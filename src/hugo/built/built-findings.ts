import type { Finding } from "../../domain/finding.ts";
import { largestText } from "../text/largest-text.ts";
import type { BuiltPage, ReadPage } from "./built-page.ts";
import type { Repetition } from "./repeated-threads.ts";

const namedPages = 3;

/** Says that a built page was not read, because of its size. */
export function giantPage(pageId: string): Finding {
  return {
    severity: "error",
    code: "giant-file",
    message: `The built page ${pageId} is larger than ${largestText / 1024 / 1024} MiB and was not read; its comments were not moved.`,
    remedy: "See what makes it so large.",
    pageId,
  };
}

/** Says which pages show comments that are moved to other pages. */
export function repetitionFindings(repetitions: readonly Repetition[]): readonly Finding[] {
  if (repetitions.length === 0) return [];
  const repeating = repetitions.map(({ page }) => page);
  const owners = repetitions.map(({ owner }) => owner.pageId);
  return [
    {
      severity: "notice",
      code: "repeated-section",
      message: `The comments of ${list(owners)} also stand on ${list(repeating.map(({ pageId }) => pageId))}, which shows the same again (a list, an AMP or print form, or another canonical page); they are moved to the page itself only.`,
      remedy: "Nothing needs to be done.",
      ...onlyPage(repeating),
    },
  ];
}

/** Says which of the pages that keep their comments name another page as the canonical one. */
export function canonicalFindings(pages: readonly ReadPage[]): readonly Finding[] {
  const astray = pages.filter(
    ({ file, canonicalFile, shown }) =>
      shown.length > 0 && canonicalFile !== undefined && canonicalFile !== file,
  );
  return [...Map.groupBy(astray, ({ canonical }) => canonical)].map(([canonical, found]) => ({
    severity: "warning",
    code: "canonical-without-section",
    message: `The canonical link of ${list(found.map(({ pageId }) => pageId))} points to ${canonical}, which does not show the same comments, or only lists them; they are moved to the page's own address.`,
    remedy:
      "If readers find the comments at the canonical address, show them there; else correct the canonical link in the theme.",
    ...onlyPage(found),
  }));
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
