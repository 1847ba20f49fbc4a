import type { Finding } from "../../comment/finding.ts";
import type { Page, Section } from "../../comment/page.ts";

/**
 * Findings for section ids that Cactus or Matrix does not allow, or that stand otherwise in requests
 * than on the page.
 * Source: https://cactus.chat/docs/reference/web-client/ (commentSectionId); Matrix specification,
 * Appendices, "Room Aliases".
 */
export function oddSectionIds(pages: readonly Page[]): readonly Finding[] {
  return pages.flatMap((page) => page.sections.flatMap((section) => oddity(page, section) ?? []));
}

function oddity({ pageId }: Page, { sectionId, location }: Section): Finding | undefined {
  if (/[/_:]/.test(sectionId)) {
    return {
      severity: "warning",
      code: "forbidden-section-id",
      message: `The section id ${sectionId} holds a slash, an underscore or a colon, which Cactus Comments does not allow.`,
      remedy: "If this page shows no comments, look for the id that the site really uses.",
      pageId,
      location,
    };
  }
  const encoded = encodeURIComponent(sectionId);
  if (encoded === sectionId) return undefined;
  return {
    severity: "notice",
    code: "encoded-section-id",
    message: `The section id ${sectionId} holds characters that addresses encode; its room is asked for as ${encoded}.`,
    remedy: "Nothing, if the report counts its comments.",
    pageId,
    location,
  };
}
