import type { FoundWidget } from "../../../domain/widget.ts";

/** A widget that looks for a term, or why it can't be known. */
export function judgeTerm(
  term: string | undefined,
  mapping: string | undefined,
  offset: number,
  rest: Readonly<{ siteName: string | undefined; settings: Readonly<Record<string, string>> }>,
): FoundWidget {
  if (term === undefined) return { kind: "unreadable", offset, reason: missing(mapping) };
  return { kind: "complete", offset, address: { threadId: term, ...rest } };
}

function missing(mapping: string | undefined): string {
  switch (mapping) {
    case "url":
      return "it names its thread by the page's whole address, and the site's baseURL has no host";
    case "title":
      return "it names its thread by the page's title, and the page has none";
    case "og:title":
      return "it names its thread by og:title, and the page has none";
    case "specific":
      return "it has no term";
    case "number":
      return "it has no number of a thread";
    default:
      return "it names its thread by the page's address, which is not known here";
  }
}
