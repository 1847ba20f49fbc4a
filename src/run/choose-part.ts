import type { LoadedConfig } from "../config/config.ts";
import type { Finding } from "../domain/finding.ts";
import type { MigrationError } from "../domain/migration-error.ts";
import type { SiteScan } from "../domain/page.ts";
import { type Choice, choosePages, isPart } from "../part/part.ts";
import { askedInWords, partInNumbers, partSettings } from "../report/part.ts";
import type { ReportedPart } from "../report/report.ts";
import { runMessages } from "./messages.ts";
import type { Placement } from "./place-conversations.ts";

/** The part of a site that was asked for. */
export interface ChosenPart extends ReportedPart {
  /** Whether a page is in it, one without comments as well. */
  readonly holds: (pageId: string) => boolean;
}

/** What is known of a site when its pages are chosen. */
interface FoundSite {
  readonly scan: SiteScan;
  readonly placement: Placement | undefined;
}

/**
 * The site with the pages that the settings ask for, and without what was found out about others.
 * `part` is undefined where all are asked for.
 * @throws MigrationError `part-without-pages`
 */
export function choosePart<Site extends FoundSite>(
  site: Site,
  { migration }: Pick<LoadedConfig, "migration">,
  say: (line: string) => void,
): Site & { readonly part: ChosenPart | undefined } {
  if (!isPart(migration)) return { ...site, part: undefined };
  const { scan, placement } = site;
  const choice = choosePages(
    migration,
    scan.pages.map(({ pageId }) => pageId),
    scan.days,
  );
  const chosen = new Set(choice.chosen);
  const part = {
    asked: askedFor(migration),
    chosen: chosen.size,
    others: scan.pages.length - chosen.size,
    holds: choice.holds,
  };
  // A site without any page with comments is reported as such, by whoever looks for them.
  if (chosen.size === 0 && scan.pages.length > 0) throw withoutPages(part, choice, scan);
  say(
    part.others === 0
      ? `The part of the site that was asked for has all of its pages with comments.`
      : `Only a part of the site: ${partInNumbers(part)}.`,
  );
  const findings = scan.findings.filter((finding) => concerns(finding, scan, choice));
  return {
    ...site,
    part,
    scan: {
      ...scan,
      pages: scan.pages.filter(({ pageId }) => chosen.has(pageId)),
      others: scan.pages.filter(({ pageId }) => !chosen.has(pageId)),
      findings: [...findings, ...choiceFindings(choice, scan)],
    },
    placement: placement && { ...placement, matches: placement.matches.filter(isAbout(chosen)) },
  };
}

/** The settings of a part as they were given, those alone that were. */
function askedFor({
  pages,
  exclude,
  since,
  until,
  limit,
}: LoadedConfig["migration"]): ReportedPart["asked"] {
  return {
    ...(pages === undefined ? {} : { pages }),
    ...(exclude === undefined ? {} : { exclude }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** A conversation whose page is not known may be one of the part's. */
function isAbout(chosen: ReadonlySet<string>) {
  return (match: Placement["matches"][number]): boolean =>
    match.kind === "unmatched" || (match.kind === "matched" && chosen.has(match.page.pageId));
}

/** What is found out about one place of a file; others name a place, and are about several pages. */
const aboutOnePlace: ReadonlySet<string> = new Set(["duplicate-section", "shortcode-not-shown"]);

/** Whether a finding is about a page of the part, or may be. */
function concerns(finding: Finding, scan: Pick<SiteScan, "pagesOfFiles">, { holds }: Choice) {
  if (finding.code === "comments-of-gone-pages") return false;
  return pagesAbout(finding, scan)?.some(holds) !== false;
}

/** Ids of the pages that a finding is about; undefined where it may be about others, too. */
function pagesAbout(
  { code, pageId, location }: Finding,
  { pagesOfFiles }: Pick<SiteScan, "pagesOfFiles">,
): readonly string[] | undefined {
  if (pageId !== undefined) return [pageId];
  return location !== undefined && aboutOnePlace.has(code)
    ? pagesOfFiles.get(location.file)
    : undefined;
}

function choiceFindings(
  { unused, undated }: Choice,
  { pages }: Pick<SiteScan, "pages">,
): readonly Finding[] {
  if (pages.length === 0) return [];
  return [
    ...unused.map((one) => runMessages.finding("part-pattern-unused", one)),
    ...(undated.length === 0
      ? []
      : [
          runMessages.finding("pages-without-date", {
            pages: undated.length,
            named: someOf(undated),
          }),
        ]),
  ];
}

function withoutPages(
  part: ReportedPart,
  { undated, holds }: Choice,
  scan: Pick<SiteScan, "pages" | "pagesOfFiles" | "findings">,
): MigrationError {
  const { pages, findings } = scan;
  const reasons = findings.filter((finding) => pagesAbout(finding, scan)?.some(holds) === true);
  const [reason] = [
    ...reasons.filter(({ severity }) => severity === "error"),
    ...reasons.filter(({ severity }) => severity === "warning"),
  ];
  const words = {
    asked: askedInWords(part),
    settings: partSettings(part),
    pages: pages.length,
    some: someOf(pages.map(({ pageId }) => pageId)),
  };
  if (reason !== undefined) {
    const { message, remedy = `Correct ${words.settings}.` } = reason;
    return runMessages.error("part-without-pages/because", {
      asked: words.asked,
      reason: message,
      advice: remedy,
    });
  }
  return undated.length === 0
    ? runMessages.error("part-without-pages/none", words)
    : runMessages.error("part-without-pages/undated", { ...words, undated: undated.length });
}

const mostNamed = 5;

function someOf(pageIds: readonly string[]): string {
  const more = pageIds.length - mostNamed;
  const named = pageIds.slice(0, mostNamed).join(", ");
  return more > 0 ? `${named} and ${more.toLocaleString("en-US")} more` : named;
}
