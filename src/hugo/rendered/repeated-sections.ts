import type { CactusWiring } from "../wiring/cactus-wiring.ts";
import type { ReadPage } from "./rendered-page.ts";

/** A section that a page shows although it is another page's. */
export interface Repetition {
  readonly page: ReadPage;
  readonly wiring: CactusWiring;
  readonly owner: ReadPage;
}

/** What tells one room from another. */
export function roomOf({ sectionId, siteName, serverName }: CactusWiring): string {
  return JSON.stringify([sectionId, siteName, serverName]);
}

/**
 * Finds the sections that stand on a page only because it shows another page again: its canonical
 * page, the page whose AMP or print form it is, or the posts of a list. Sections that equal pages
 * share are no repetitions.
 */
export function repeatedSections(pages: readonly ReadPage[]): readonly Repetition[] {
  const byFile = new Map(pages.map((page) => [page.file, page]));
  const repetitions: Repetition[] = [];
  const shown = pages.flatMap((page) =>
    page.wirings.map((wiring) => ({ page, wiring, room: roomOf(wiring) })),
  );
  const own = shown.filter(({ page, wiring, room }) => {
    const owner = canonicalOwner(page, room, byFile);
    if (owner !== page) repetitions.push({ page, wiring, owner });
    return owner === page;
  });
  const alone = new Set(own.flatMap(({ page, room }) => (page.wirings.length === 1 ? [room] : [])));
  for (const sharing of Map.groupBy(own, ({ room }) => room).values()) {
    const owners = originals(
      sharing.map(({ page }) => page),
      alone,
    );
    const [owner] = owners;
    if (owner === undefined) continue;
    for (const { page, wiring } of sharing) {
      if (!owners.has(page)) repetitions.push({ page, wiring, owner });
    }
  }
  return repetitions;
}

/** Follows canonical links as long as they lead to pages with the same section. */
function canonicalOwner(
  page: ReadPage,
  room: string,
  byFile: ReadonlyMap<string, ReadPage>,
): ReadPage {
  const seen = new Set([page]);
  let owner = page;
  for (;;) {
    const next = byFile.get(owner.canonicalFile ?? owner.file);
    if (next === undefined || next === owner || !showsRoom(next, room)) return owner;
    if (isListOf(next, owner)) return owner;
    // Pages that name each other canonical have no owner among them.
    if (seen.has(next)) return page;
    seen.add(next);
    owner = next;
  }
}

/** Some themes make the home page the canonical one of all pages. */
function isListOf(list: ReadPage, page: ReadPage): boolean {
  const isAbove = list.pageId.endsWith("/") && page.pageId.startsWith(list.pageId);
  const isList = isAbove || list.listSigns > page.listSigns;
  return isList && list.wirings.length > page.wirings.length;
}

function showsRoom({ wirings }: ReadPage, room: string): boolean {
  return wirings.some((wiring) => roomOf(wiring) === room);
}

/** The pages of those with one section that don't show it for another; at least one. */
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

/** Without pages of several sections, each of which stands alone on a page of its own. */
function withoutCollections(
  pages: readonly ReadPage[],
  alone: ReadonlySet<string>,
): readonly ReadPage[] {
  if (!pages.some(({ wirings }) => wirings.length === 1)) return pages;
  return pages.filter(
    ({ wirings }) => wirings.length === 1 || !wirings.every((wiring) => alone.has(roomOf(wiring))),
  );
}
