import { minimatch } from "minimatch";

// Also of names that begin with a point, which an address may well have; a pattern is never a comment or
// what other patterns leave, and `\` is no separator anywhere.
const options = { dot: true, nonegate: true, nocomment: true, platform: "linux" } as const;

/**
 * Whether a pattern is that of a page: `*` stands for any part of an address, `**` for any number of
 * them, `{a,b}` for one of several. It is compared with the page's id as it is, percent-encoded, and as
 * people read it; an id itself is a pattern, whatever signs it has.
 */
export function isPatternOf(pattern: string, pageId: string): boolean {
  const wanted = pattern.normalize("NFC");
  return [pageId, readable(pageId)].some((id) => id === wanted || minimatch(id, wanted, options));
}

function readable(pageId: string): string {
  try {
    return decodeURIComponent(pageId).normalize("NFC");
  } catch (error) {
    if (error instanceof URIError) return pageId;
    throw error;
  }
}
