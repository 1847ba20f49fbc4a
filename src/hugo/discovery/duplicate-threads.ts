import type { Finding } from "../../domain/finding.ts";
import type { Page } from "../../domain/page.ts";
import type { SourceLocation } from "../../domain/source-location.ts";
import { conversationKey } from "../built/built-page.ts";
import type { FoundPage } from "./found-page.ts";
import { discoveryMessages } from "./messages.ts";

/** Which page gets the comments of a thread that several show. */
export type DuplicatePolicy = "error" | "oldest" | "newest" | "default-language";

/** How it is decided which page gets the comments of a thread that several show. */
interface Decision {
  readonly policy: DuplicatePolicy;
  /** The default one first; empty where it is not known. */
  readonly languages: readonly string[];
}

/** Pages of which no two share a thread. */
interface DistinctPages {
  readonly pages: readonly Page[];
  readonly findings: readonly Finding[];
}

/**
 * Gives each thread to one page, and says so where it had several. Translations of one page are meant
 * to share their thread: the default language gets it. With the policy `error` no other page gets a
 * shared one, because comments under the wrong page are worse than comments that wait.
 */
export function distinctThreads(pages: readonly FoundPage[], decision: Decision): DistinctPages {
  const siteNames = new Set(
    pages.flatMap(({ page }) => page.threads.flatMap(({ siteName }) => siteName ?? [])),
  );
  // A page that says no site name may mean any; where all say the same, it is that one.
  const [only] = siteNames.size === 1 ? siteNames : [undefined];
  const keyOf = (thread: Page["threads"][number]) =>
    conversationKey({ ...thread, siteName: thread.siteName ?? only });
  const byConversation = new Map<string, FoundPage[]>();
  for (const found of pages) {
    for (const thread of found.page.threads) {
      byConversation.set(keyOf(thread), [...(byConversation.get(keyOf(thread)) ?? []), found]);
    }
  }
  const owners = new Map<string, Page | undefined>();
  const translated: Translated[] = [];
  const findings: Finding[] = [];
  for (const [conversation, sharing] of byConversation) {
    const sets = [...translationSets(sharing)];
    const candidates = sets.map((set) => mainTranslation(set, decision.languages));
    const [first, ...others] = candidates;
    const owner = others.length === 0 ? first : chooseOwner(candidates, decision);
    owners.set(conversation, owner?.page);
    const isOf = (thread: Page["threads"][number]) => keyOf(thread) === conversation;
    if (others.length > 0) findings.push(...describe(isOf, candidates, owner?.page));
    else if (sharing.length > 1 && owner !== undefined) translated.push({ owner, sharing, isOf });
  }
  const kept = pages.flatMap(({ page }) => {
    const threads = page.threads.filter((thread) => owners.get(keyOf(thread)) === page);
    return threads.length === 0 ? [] : [{ ...page, threads }];
  });
  return { pages: kept, findings: [...translatedThreads(translated), ...findings] };
}

type IsThread = (thread: Page["threads"][number]) => boolean;

/** A thread that only translations of one page share. */
interface Translated {
  readonly owner: FoundPage;
  readonly sharing: readonly FoundPage[];
  readonly isOf: IsThread;
}

/** The pages by what they translate; of one language, each is for itself. */
function translationSets(sharing: readonly FoundPage[]): readonly (readonly FoundPage[])[] {
  const sets = Map.groupBy(sharing, (found) => found.translationKey ?? found);
  return [...sets.values()].flatMap((set) => {
    const languages = new Set(set.map(({ language }) => language));
    return languages.size === set.length ? [set] : set.map((one) => [one]);
  });
}

function mainTranslation(set: readonly FoundPage[], languages: readonly string[]): FoundPage {
  const rank = ({ language }: FoundPage) => {
    const index = languages.indexOf(language ?? "");
    return index < 0 ? languages.length : index;
  };
  return set.reduce((best, one) => (rank(one) < rank(best) ? one : best));
}

function chooseOwner(
  candidates: readonly FoundPage[],
  { policy, languages }: Decision,
): FoundPage | undefined {
  switch (policy) {
    case "error":
      return undefined;
    case "default-language": {
      const [inDefault, ...others] = candidates.filter(
        ({ language }) => language !== undefined && language === languages[0],
      );
      return others.length === 0 ? inDefault : undefined;
    }
    case "oldest":
    case "newest": {
      const byAge = candidates.toSorted((a, b) => timeOf(a) - timeOf(b));
      return policy === "oldest"
        ? byAge[0]
        : byAge.findLast((one) => timeOf(one) === timeOf(byAge.at(-1)));
    }
  }
}

function timeOf(found: FoundPage | undefined): number {
  return found?.date?.getTime() ?? Number.NEGATIVE_INFINITY;
}

function placeOf({ page }: FoundPage, isOf: IsThread): SourceLocation {
  return page.threads.find(isOf)?.location ?? { file: page.file, line: 1 };
}

function describe(
  isOf: IsThread,
  sharing: readonly FoundPage[],
  owner: Page | undefined,
): readonly Finding[] {
  const places = sharing.map((found) => placeOf(found, isOf));
  const section = sharing[0]?.page.threads.find(isOf)?.threadId ?? "";
  const list = places.map(({ file, line }) => `${file}:${line}`).join(" and ");
  const words = { section, pages: sharing.length, places: list };
  return places.map((location) =>
    owner === undefined
      ? discoveryMessages.finding("duplicate-section/undecided", words, { location })
      : discoveryMessages.finding(
          "duplicate-section/decided",
          { ...words, owner: owner.pageId },
          { location },
        ),
  );
}

const mostNamed = 5;

/** Dozens of threads in two languages are one decision of the site. */
function translatedThreads(translated: readonly Translated[]): readonly Finding[] {
  const [first] = translated;
  if (first === undefined) return [];
  const pages = new Set(translated.flatMap(({ sharing }) => sharing.map(({ page }) => page)));
  const named = translated.slice(0, mostNamed).map(({ owner }) => owner.page.pageId);
  const more = translated.length > mostNamed ? ` and ${translated.length - mostNamed} more` : "";
  const words = {
    sections: translated.length,
    pages: pages.size,
    named: named.join(", ") + more,
  };
  const place = { location: placeOf(first.owner, first.isOf) };
  return [discoveryMessages.finding("translated-section", words, place)];
}
