import type { ThreadAddress } from "../../domain/page.ts";
import { conversationKey, type ReadPage } from "./built-page.ts";

/** A thread that a page shows although it is another page's. */
export interface Repetition {
  readonly page: ReadPage;
  readonly address: ThreadAddress;
  readonly owner: ReadPage;
}

/**
 * Finds the threads that stand on a page only because it shows another page again: the page whose
 * content file holds the call, its canonical page, the page whose AMP or print form it is, or the posts
 * of a list. Threads that equal pages share are no repetitions.
 */
export function repeatedThreads(found: readonly ReadPage[]): readonly Repetition[] {
  const pages = found.toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const site = {
    byFile: new Map(pages.map((page) => [page.file, page])),
    byContent: Map.groupBy(pages, ({ contentFile }) => contentFile),
  };
  const repetitions: Repetition[] = [];
  const shown = pages.flatMap((page) =>
    page.shown.map((one) => ({ page, ...one, conversation: conversationKey(one.address) })),
  );
  const own = shown.filter(({ page, address, conversation }) => {
    const owner = ownerOf(page, conversation, site);
    if (owner !== page) repetitions.push({ page, address, owner });
    return owner === page;
  });
  const alone = new Set(
    own.flatMap(({ page, conversation }) => (page.shown.length === 1 ? [conversation] : [])),
  );
  for (const sharing of Map.groupBy(own, ({ conversation }) => conversation).values()) {
    const owners = originals(
      sharing.map(({ page }) => page),
      alone,
    );
    const [owner] = owners;
    if (owner === undefined) continue;
    for (const { page, address, mark } of sharing) {
      // Whatever else a page is, a call in its own content file is its own.
      const isOwnCall = mark !== undefined && mark.file === page.contentFile;
      if (!owners.has(page) && !isOwnCall) repetitions.push({ page, address, owner });
    }
  }
  return repetitions;
}

interface Site {
  readonly byFile: ReadonlyMap<string, ReadPage>;
  /** By content file. */
  readonly byContent: ReadonlyMap<string | undefined, readonly ReadPage[]>;
}

/** Follows what pages say of one another as long as it leads to pages with the same thread. */
function ownerOf(page: ReadPage, conversation: string, site: Site): ReadPage {
  const seen = new Set([page]);
  let owner = page;
  for (;;) {
    const next =
      formOwner(owner, conversation, site) ??
      callOwner(owner, conversation, site) ??
      canonicalOwner(owner, conversation, site);
    if (next === undefined || next === owner) return owner;
    // Pages that lead to each other have no owner among them.
    if (seen.has(next)) return page;
    seen.add(next);
    owner = next;
  }
}

/** The page of which a page is another form, where that shows the same thread. */
function formOwner(
  { formOf }: ReadPage,
  conversation: string,
  { byFile }: Site,
): ReadPage | undefined {
  const main = formOf === undefined ? undefined : byFile.get(formOf);
  return main !== undefined && showsConversation(main, conversation) ? main : undefined;
}

/** Another page whose content file holds the call, where that page shows the same thread. */
function callOwner(
  page: ReadPage,
  conversation: string,
  { byContent }: Site,
): ReadPage | undefined {
  const { mark } =
    page.shown.find(({ address }) => conversationKey(address) === conversation) ?? {};
  if (mark === undefined || mark.file === page.contentFile) return undefined;
  const owners = (byContent.get(mark.file) ?? []).filter((one) =>
    showsConversation(one, conversation),
  );
  return owners.find(({ language }) => language === page.language) ?? owners[0];
}

/** The page that it names as the canonical one. */
function canonicalOwner(
  page: ReadPage,
  conversation: string,
  { byFile }: Site,
): ReadPage | undefined {
  const next = byFile.get(page.canonicalFile ?? page.file);
  return next === undefined || !showsConversation(next, conversation) || isListOf(next, page)
    ? undefined
    : next;
}

/** Some themes make the home page the canonical one of all pages. */
function isListOf(list: ReadPage, page: ReadPage): boolean {
  const isAbove = list.pageId.endsWith("/") && page.pageId.startsWith(list.pageId);
  const isList = isAbove || list.listSigns > page.listSigns;
  return isList && list.shown.length > page.shown.length;
}

function showsConversation({ shown }: ReadPage, conversation: string): boolean {
  return shown.some(({ address }) => conversationKey(address) === conversation);
}

/** The pages of those with one thread that don't show it for another; at least one. */
function originals(pages: readonly ReadPage[], alone: ReadonlySet<string>): ReadonlySet<ReadPage> {
  const signs: readonly ((rest: readonly ReadPage[]) => readonly ReadPage[])[] = [
    withoutForms,
    withFewestListSigns,
    withoutFoldersOfOthers,
    (rest) => withoutCollections(rest, alone),
  ];
  return new Set(
    signs.reduce((rest, sign) => {
      const kept = rest.length > 1 ? sign(rest) : rest;
      return kept.length === 0 ? rest : kept;
    }, pages),
  );
}

/** Without the AMP, print and other forms of pages: by their addresses, or because those say so. */
function withoutForms(pages: readonly ReadPage[]): readonly ReadPage[] {
  const byFile = new Map(pages.map((page) => [page.file, page]));
  const addresses = new Set(pages.map(({ pageId }) => segmentsOf(pageId).join("/")));
  const forms = new Set(
    pages.flatMap((page) =>
      page.alternateFiles.flatMap((file) => {
        const form = byFile.get(file);
        if (form === undefined || form === page) return [];
        const isMutual = form.alternateFiles.includes(page.file);
        return isMutual && page.pageId.length > form.pageId.length ? [] : [form];
      }),
    ),
  );
  return pages.filter((page) => {
    const segments = segmentsOf(page.pageId);
    const isNamed = segments.some(
      (segment, index) =>
        /^(?:amp|print|mobile)(?:\.html?)?$/.test(segment) &&
        addresses.has(segments.toSpliced(index, 1).join("/")),
    );
    return !isNamed && !forms.has(page);
  });
}

function segmentsOf(pageId: string): readonly string[] {
  return pageId.split("/").filter((segment) => segment !== "");
}

function withFewestListSigns(pages: readonly ReadPage[]): readonly ReadPage[] {
  const fewest = pages.reduce((least, { listSigns }) => Math.min(least, listSigns), Infinity);
  return pages.filter(({ listSigns }) => listSigns === fewest);
}

/** A page in whose folder others are is a list, unless lists are all that is left. */
function withoutFoldersOfOthers(pages: readonly ReadPage[]): readonly ReadPage[] {
  if (pages.some(({ listSigns }) => listSigns > 0)) return pages;
  const sorted = pages.toSorted((a, b) => (a.pageId < b.pageId ? -1 : 1));
  return sorted.filter(({ pageId }, index) => {
    const next = sorted[index + 1];
    return !(pageId.endsWith("/") && next?.pageId.startsWith(pageId));
  });
}

/** Without pages of several threads, each of which stands alone on a page of its own. */
function withoutCollections(
  pages: readonly ReadPage[],
  alone: ReadonlySet<string>,
): readonly ReadPage[] {
  if (!pages.some(({ shown }) => shown.length === 1)) return pages;
  return pages.filter(
    ({ shown }) =>
      shown.length === 1 || !shown.every(({ address }) => alone.has(conversationKey(address))),
  );
}
