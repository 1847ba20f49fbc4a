import type { Page, SectionPlace } from "../domain/page.ts";

/**
 * Gives a call whose section only a build of the site tells the section that the build shows, where
 * it is the only such call of its file, and its page has one section that no other place shows.
 */
export function withKnownSections(
  places: readonly SectionPlace[],
  pages: readonly Page[],
): readonly SectionPlace[] {
  const byFile = Map.groupBy(places, ({ location }) => location.file);
  const pagesOf = Map.groupBy(pages, ({ file }) => file);
  return places.map((place) => {
    if (place.sectionIds.length > 0) return place;
    const inFile = byFile.get(place.location.file) ?? [];
    const isOnly = inFile.filter(({ sectionIds }) => sectionIds.length === 0).length === 1;
    const [page, ...others] = pagesOf.get(place.location.file) ?? [];
    if (!isOnly || page === undefined || others.length > 0) return place;
    const known = new Set(inFile.flatMap(({ sectionIds }) => sectionIds));
    const [section, ...more] = page.sections.filter(({ sectionId }) => !known.has(sectionId));
    if (section === undefined || more.length > 0) return place;
    return { ...place, sectionIds: [section.sectionId] };
  });
}
