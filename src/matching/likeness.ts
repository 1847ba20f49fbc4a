import type { AddressedThread } from "../domain/addressed-thread.ts";
import type { SitePage } from "../domain/page.ts";
import { plural } from "../domain/plural.ts";
import { canonicalText } from "./canonical-text.ts";
import { type AddressParser, addressParser } from "./parse-address.ts";
import type { SiteHosts } from "./site.ts";
import type { PageProposal } from "./thread-match.ts";

/** What so many pages have in common says nothing of one of them. */
const mostAlike = 10;
const day = 24 * 60 * 60 * 1000;
/** Clocks and time zones differ, and dates in front matter are often without a time. */
const daysBefore = 2;
const daysAfter = 365;

/** Finds pages that may be a thread's, because something of them is alike. */
export class Likeness {
  readonly #parse: AddressParser;
  readonly #bySegment = new Map<string, SitePage[]>();
  readonly #byTitle = new Map<string, SitePage[]>();

  constructor(pages: readonly SitePage[], site: SiteHosts) {
    this.#parse = addressParser(site);
    for (const page of pages) {
      const segments = [page.pageId, ...page.aliases].map((address) => this.#segmentOf(address));
      for (const segment of new Set(segments)) add(this.#bySegment, segment, page);
      add(this.#byTitle, plainTitle(page.title), page);
    }
  }

  /** The pages that are like a thread, with what speaks for each; ordered by `pageId`. */
  proposalsFor({ addresses, title = "", date }: AddressedThread): readonly PageProposal[] {
    const reasons = new Map<SitePage, string[]>();
    for (const page of fewOf(this.#byTitle, plainTitle(title))) reasons.set(page, ["same title"]);
    const segments = new Set(addresses.map((address) => this.#segmentOf(address)));
    const alike = [...segments].flatMap((segment) => fewOf(this.#bySegment, segment));
    for (const page of new Set(alike)) {
      const nearness = nearnessOf(page.date, date);
      if (nearness === undefined) continue;
      const reason = `same end of the address, ${nearness}`;
      reasons.set(page, [...(reasons.get(page) ?? []), reason]);
    }
    return [...reasons]
      .map(([{ pageId }, because]) => ({ pageId, because: because.join("; ") }))
      .sort((one, other) => (one.pageId < other.pageId ? -1 : 1));
  }

  /** The last segment of a path that isn't the name of an index file; empty for none. */
  #segmentOf(address: string): string {
    const path = canonicalText(this.#parse(address)?.path ?? "").toLowerCase();
    const plain = path.replace(/\/(?:index\.\w+)?\/*$/, "").replace(/\/amp$/, "");
    const last = plain.slice(plain.lastIndexOf("/") + 1);
    return last.replace(/\.(?:html?|php|aspx?)$/, "").normalize("NFC");
  }
}

function nearnessOf(published: Date | undefined, first: Date | undefined): string | undefined {
  if (published === undefined || first === undefined) return undefined;
  const days = (first.getTime() - published.getTime()) / day;
  if (!(days >= -daysBefore && days <= daysAfter)) return undefined;
  return days < 0
    ? "first comment at the time of the page"
    : `first comment ${daysInWords(Math.floor(days))} the page`;
}

function daysInWords(days: number): string {
  return days === 0 ? "on the day of" : `${plural(days, "day")} after`;
}

/** Without what programs change in titles: case, blanks, kinds of quotation marks and dashes. */
function plainTitle(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, " ")
    .trim();
}

function add(map: Map<string, SitePage[]>, key: string, page: SitePage): void {
  if (key === "") return;
  const before = map.get(key);
  if (before === undefined) map.set(key, [page]);
  else before.push(page);
}

function fewOf(map: ReadonlyMap<string, SitePage[]>, key: string): readonly SitePage[] {
  const pages = map.get(key) ?? [];
  return pages.length > mostAlike ? [] : pages;
}
