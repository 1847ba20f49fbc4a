import type { Page } from "../../comment/page.ts";
import type { SourceLocation } from "../../comment/source-location.ts";

/** Where a page's section stands; the page's file where it isn't the page's. */
export function place(page: Page, sectionId: string): SourceLocation {
  const section = page.sections.find((candidate) => candidate.sectionId === sectionId);
  return section?.location ?? { file: page.file, line: 1 };
}
