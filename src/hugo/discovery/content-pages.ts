import type { Finding } from "../../comment/finding.ts";
import type { CactusWiring, Page, Section, SectionPlace } from "../../comment/page.ts";
import type { SourceLocation } from "../../comment/source-location.ts";
import type { ShortcodeCall } from "../../shortcode/shortcode-lexer.ts";
import type { Branches } from "../address/branches.ts";
import type { PageAddress } from "../address/page-address.ts";
import { inLanguage, type SiteConfig } from "../config/site-config.ts";
import { type BuildStatus, buildStatus } from "../content/build-status.ts";
import { withCascade } from "../content/cascade.ts";
import type { ContentFile } from "../content/content-file.ts";
import { type ContentPlace, logicalFolders, placeOf } from "../content/content-place.ts";
import { type PageDates, pageDates } from "../content/page-dates.ts";
import { contentFormat } from "../content/shown-content.ts";
import type { PageFacts } from "../template/page-facts.ts";
import type { SiteTemplates } from "../template/read-templates.ts";
import { type AliasedPage, aliasAddresses, aliasConflicts } from "./alias-conflicts.ts";
import type { DatedPage } from "./duplicate-sections.ts";

/** A content file with what is handed down to it. */
interface CompleteContent extends ContentFile {
  readonly place: ContentPlace;
  readonly dates: PageDates;
}

/** What the pages of the content are told by. */
interface ContentKnowledge {
  readonly config: SiteConfig;
  readonly templates: SiteTemplates;
  readonly branches: Branches;
  readonly addressOf: (content: CompleteContent) => PageAddress;
  /** Says whether a file is part of another page, and so has no address of its own. */
  readonly isResource: (path: string) => boolean;
  readonly now: Date;
}

/** A page that shows comments and whose address can't be told without Hugo. */
export interface UnplacedPage {
  readonly page: Omit<Page, "pageId">;
  readonly date: Date | undefined;
  readonly findings: readonly Finding[];
}

/** The pages that show comments, as content and templates say. */
export interface ContentPages {
  readonly pages: readonly DatedPage[];
  readonly unplaced: readonly UnplacedPage[];
  /** Where files show comments, whatever Hugo makes of them. */
  readonly places: readonly SectionPlace[];
  /** Files with a comment section, by what Hugo makes of them. */
  readonly files: ReadonlyMap<BuildStatus, readonly string[]>;
  readonly findings: readonly Finding[];
  /** What a build of the site would tell for sure. */
  readonly doubts: readonly Finding[];
}

const doubtful = new Set(["unknown-section-id", "uncertain-section"]);

/** Works out which comment sections the content files show, and at which address. */
export function contentPages(
  contents: readonly ContentFile[],
  knowledge: ContentKnowledge,
): ContentPages {
  const pages: DatedPage[] = [];
  const files = new Map<BuildStatus, string[]>();
  const unplaced: UnplacedPage[] = [];
  const places: SectionPlace[] = [];
  const aliased: AliasedPage[] = [];
  const all: Finding[] = [];
  for (const file of contents) {
    const content = complete(file, knowledge);
    const address = knowledge.addressOf(content);
    const shown = sectionsOf(content, factsOf(content, address, knowledge), knowledge);
    places.push(...shown.places);
    const status = statusOf(content, address, knowledge);
    if (status === "published") all.push(...shown.findings);
    if (shown.sections.length === 0) continue;
    const ofStatus = files.get(status) ?? [];
    files.set(status, ofStatus);
    ofStatus.push(content.file);
    if (status !== "published") continue;
    const page = toPage(content, shown.sections);
    const date = content.dates.date?.instant;
    if (address.kind === "found") {
      const isUncertain = shown.findings.some(({ code }) => code === "uncertain-section");
      const placed = { ...page, pageId: address.pageId };
      pages.push({ page: placed, date, isUncertain });
      const { baseUrl } = inLanguage(knowledge.config, content.language);
      const aliases = aliasAddresses(content.frontMatter, address.pageId, baseUrl);
      aliased.push({ page: placed, aliases });
      all.push(...address.findings);
    } else if (address.kind === "unknown") {
      unplaced.push({ page, date, findings: [address.finding] });
    }
  }
  const [doubts, findings] = [
    [...all.filter(({ code }) => doubtful.has(code)), ...aliasConflicts(aliased)],
    all.filter(({ code }) => !doubtful.has(code)),
  ];
  return { pages, unplaced, places, files, findings, doubts };
}

/** Adds to a content file what is handed down to it, and its dates. */
function complete(file: ContentFile, { config, branches }: ContentKnowledge): CompleteContent {
  const { path, language } = file;
  const settings = inLanguage(config, language);
  const place = placeOf(path, settings);
  const rules = branches.rulesFor(place.branch, language);
  const frontMatter = withCascade(file.frontMatter, rules, {
    kind: place.kind,
    path: `/${logicalFolders(place).join("/")}`,
    language,
    environment: config.environment,
  });
  return { ...file, place, frontMatter, dates: pageDates(frontMatter, place.name, settings) };
}

function statusOf(
  { path, language, frontMatter, dates }: CompleteContent,
  address: PageAddress,
  { config, isResource, now }: ContentKnowledge,
): BuildStatus {
  if (isResource(path)) return "unrendered";
  const status = buildStatus(frontMatter, dates, inLanguage(config, language), now);
  return status === "published" && address.kind === "unrendered" ? "unrendered" : status;
}

function factsOf(
  { path, file, place, language, frontMatter, dates }: CompleteContent,
  address: PageAddress,
  { config: site }: ContentKnowledge,
): PageFacts {
  const config = inLanguage(site, language);
  const pageId = address.kind === "found" ? address.pageId : undefined;
  return {
    path,
    file,
    language,
    frontMatter,
    dates,
    pageId,
    permalink: pageId === undefined ? undefined : absoluteAddress(pageId, config),
    kind: place.kind,
    section: place.folders[0] ?? "",
  };
}

function absoluteAddress(pageId: string, { baseUrl }: SiteConfig): string {
  return `${/^[a-z][a-z\d+.-]*:\/\/[^/]*/i.exec(baseUrl)?.[0] ?? ""}${pageId}`;
}

/** The sections of a page, each once: those of its content in their order, then its layout's. */
function sectionsOf(
  content: ContentFile,
  facts: PageFacts,
  { config, templates }: ContentKnowledge,
) {
  const { calls, own, file } = content;
  const sections = new Map<string, Section>();
  const findings: Finding[] = [];
  const ofCalls = calls.map(({ call, location }) => ({
    location,
    call,
    ...templates.wiringsOfShortcode(call, facts, location),
  }));
  const inText = own.map(({ wiring, location }) => ({ location, wirings: [wiring], findings: [] }));
  const ofLayout = { location: { file, line: 1 }, ...templates.wiringsOfPage(facts) };
  for (const { location, wirings, findings: odd } of [...ofCalls, ...inText, ofLayout]) {
    findings.push(...odd);
    for (const wiring of wirings) {
      if (!sections.has(wiring.sectionId)) sections.set(wiring.sectionId, { ...wiring, location });
    }
  }
  const takesHtml = letsHtmlStand(content, config);
  const places = [...ofCalls, ...inText].map((one) => ({
    ...toPlace(content, one, templates),
    takesHtml,
  }));
  return { sections: [...sections.values()], places, findings };
}

function letsHtmlStand({ path, language }: ContentFile, config: SiteConfig): boolean {
  const format = contentFormat(path);
  if (format === "markdown") return inLanguage(config, language).allowsHtmlInMarkdown;
  return format === "html";
}

function toPlace(
  { absolutePath: path, bodyStart, digest }: ContentFile,
  { location, wirings, call }: PlacedWirings,
  { shortcodes }: SiteTemplates,
): Omit<SectionPlace, "takesHtml"> {
  const sectionIds = [...new Set(wirings.map(({ sectionId }) => sectionId))];
  const about = { path, location, digest, sectionIds };
  if (call === undefined || !shortcodes.has(call.name)) return { ...about, call: undefined };
  const { start, outerEnd, inner } = call;
  return { ...about, call: { start: bodyStart + start, end: bodyStart + outerEnd, inner } };
}

interface PlacedWirings {
  readonly location: SourceLocation;
  readonly wirings: readonly CactusWiring[];
  readonly call?: ShortcodeCall;
}

function toPage({ path, file, frontMatter }: CompleteContent, sections: readonly Section[]) {
  const { title } = frontMatter;
  return {
    title: typeof title === "string" && title !== "" ? title : path,
    file,
    sections,
  } satisfies Omit<Page, "pageId">;
}
