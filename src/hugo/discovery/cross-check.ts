import type { Finding } from "../../comment/finding.ts";
import type { CactusWiring, Page, Section } from "../../comment/page.ts";
import type { SourceLocation } from "../../comment/source-location.ts";
import type { ContentPages, UnplacedPage } from "./content-pages.ts";
import type { DatedPage } from "./duplicate-sections.ts";

/** A page of the built site that shows comments. */
export interface ShownPage {
  readonly pageId: string;
  /** Content file where it is known, else the built file, relative to the repository's root. */
  readonly file: string;
  readonly title: string;
  readonly date: Date | undefined;
  readonly wirings: readonly CactusWiring[];
  /** For each section that can't be read from the page: why. */
  readonly unreadable: readonly string[];
}

/** Pages with the sections that readers see on them. */
export interface CheckedPages {
  readonly pages: readonly DatedPage[];
  readonly findings: readonly Finding[];
}

/**
 * Joins what the content says with what the built site shows. The built site is believed: it holds
 * what readers see. Each disagreement is a finding.
 */
export function crossCheck(inContent: ContentPages, shown: readonly ShownPage[]): CheckedPages {
  const matches = matchPages(inContent, shown);
  const checked = matches.map(({ page, known }) => check(page, known));
  const unread = new Set(shown.flatMap((page) => (page.unreadable.length > 0 ? page.pageId : [])));
  const shownPages = new Set(checked.map(({ dated }) => dated?.page.pageId));
  const owners = new Map(
    shown.flatMap(({ pageId, wirings }) => wirings.map(({ sectionId }) => [sectionId, pageId])),
  );
  const rest = inContent.pages.filter(({ page }) => !shownPages.has(page.pageId));
  const [readable, unseen] = [
    rest.filter(({ page }) => unread.has(page.pageId)),
    rest.filter((dated) => !unread.has(dated.page.pageId) && !dated.isUncertain),
  ];
  const left = unseen.map((dated) => leave(dated, owners));
  const used = new Set(matches.map(({ known }) => known));
  return {
    pages: [...checked, ...left].flatMap(({ dated }) => dated ?? []).concat(readable),
    findings: [
      ...[...checked, ...left].flatMap(({ findings }) => findings),
      ...inContent.unplaced.filter((one) => !used.has(one)).flatMap(({ findings }) => findings),
    ],
  };
}

/** The pages of the built site alone; the content only says where their sections stand. */
export function placeShown(inContent: ContentPages, shown: readonly ShownPage[]): CheckedPages {
  const matches = matchPages(inContent, shown);
  return {
    pages: matches.flatMap(({ page, known }) =>
      page.wirings.length === 0 ? [] : [join(page, known)],
    ),
    findings: matches.flatMap(({ page }) => unreadable(page)),
  };
}

type KnownPage = DatedPage | UnplacedPage;

/** Each built page with what the content says of it: by its address, else by its section. */
function matchPages({ pages, unplaced }: ContentPages, shown: readonly ShownPage[]) {
  const byAddress = new Map(pages.map((dated) => [dated.page.pageId, dated]));
  const bySection = new Map(
    unplaced.flatMap((one) => one.page.sections.map(({ sectionId }) => [sectionId, one])),
  );
  return shown.map((page): { readonly page: ShownPage; readonly known: KnownPage | undefined } => {
    const known = byAddress.get(page.pageId);
    const [first] = page.wirings;
    return { page, known: known ?? bySection.get(first?.sectionId ?? "") };
  });
}

function check(shown: ShownPage, known: KnownPage | undefined) {
  if (shown.wirings.length === 0) {
    return { dated: undefined, findings: known === undefined ? unreadable(shown) : [] };
  }
  const dated = join(shown, known);
  const { page } = dated;
  if (known === undefined) return { dated, findings: [onlyShown(page), ...unreadable(shown)] };
  const shownIds = idsOf(page.sections);
  const contentIds = idsOf(known.page.sections);
  return {
    dated,
    findings: [
      ...known.page.sections
        .filter(({ sectionId }) => !shownIds.has(sectionId))
        .map((section) => disagreement(page, section, "onlyInContent")),
      ...page.sections
        .filter(({ sectionId }) => !contentIds.has(sectionId))
        .map((section) => disagreement(page, section, "onlyShown")),
    ],
  };
}

function join(shown: ShownPage, known: KnownPage | undefined): DatedPage {
  const page = known?.page;
  const elsewhere = page?.sections[0]?.location ?? { file: shown.file, line: 1 };
  const locationOf = (sectionId: string): SourceLocation =>
    page?.sections.find((section) => section.sectionId === sectionId)?.location ?? elsewhere;
  const joined: Page = {
    pageId: shown.pageId,
    title: page?.title ?? shown.title,
    file: page?.file ?? shown.file,
    sections: shown.wirings.map((wiring) => ({
      ...wiring,
      location: locationOf(wiring.sectionId),
    })),
  };
  return { page: joined, date: known?.date ?? shown.date };
}

/** A page that the built site shows without comments keeps the sections that no built page shows. */
function leave(dated: DatedPage, owners: ReadonlyMap<string, string>) {
  const { page } = dated;
  const sections = page.sections.filter(({ sectionId }) => !owners.has(sectionId));
  return {
    dated: sections.length === 0 ? undefined : { ...dated, page: { ...page, sections } },
    findings: page.sections.map((section) => notShown(page, section, owners)),
  };
}

function idsOf(sections: readonly Section[]): ReadonlySet<string> {
  return new Set(sections.map(({ sectionId }) => sectionId));
}

const code = "discovery-disagreement";

function disagreement(
  { pageId }: Page,
  { sectionId, location }: Section,
  where: "onlyInContent" | "onlyShown",
): Finding {
  const remedy =
    "Open the page on the site: if it shows other comments than those, set discover to content.";
  const message =
    where === "onlyShown"
      ? `The built page ${pageId} shows the section ${sectionId}, which its content does not name; the built page is believed, and its comments are moved.`
      : `The content of ${pageId} names the section ${sectionId}, but the built page shows another one; the built page is believed, and the comments of ${sectionId} are not moved to it.`;
  return { severity: "warning", code, message, remedy, pageId, location };
}

function onlyShown({ pageId, sections, file }: Page): Finding {
  const ids = [...idsOf(sections)].join(", ");
  return {
    severity: "warning",
    code,
    message: `The built page ${pageId} shows the section ${ids}, which was not found in the content and templates; its comments are moved.`,
    remedy: "Nothing, if the page on the site does show these comments.",
    pageId,
    location: sections[0]?.location ?? { file, line: 1 },
  };
}

function notShown(
  { pageId }: Page,
  { sectionId, location }: Section,
  owners: ReadonlyMap<string, string>,
): Finding {
  const owner = owners.get(sectionId);
  const consequence =
    owner === undefined
      ? "they are moved to it all the same"
      : `they are moved to ${owner}, which does show them`;
  return {
    severity: "warning",
    code,
    message: `By the content, ${pageId} shows the comments of the section ${sectionId}, but the built site shows none there; ${consequence}.`,
    remedy: "If the page on the site shows no comments, take the section off it.",
    pageId,
    location,
  };
}

function unreadable({ pageId, file, unreadable: reasons }: ShownPage): readonly Finding[] {
  return reasons.map((reason) => ({
    severity: "error",
    code: "unreadable-section",
    message: `A comment section of ${pageId} can't be read from the built page, because ${reason}; its comments were not moved.`,
    remedy: "Write the section's id into the page when it is built, and run the migration again.",
    pageId,
    location: { file, line: 1 },
  }));
}
