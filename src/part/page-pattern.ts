import { Minimatch } from "minimatch";

// Also of names that begin with a point, which an address may well have; a pattern is never a comment or
// what other patterns leave, and `\` is no separator anywhere.
const options = { dot: true, nonegate: true, nocomment: true, platform: "linux" } as const;

/**
 * Says which pages a pattern is one of: `*` stands for any part of an address, `**` for any number of
 * them, `{a,b}` for one of several. It is compared with the page's id as it is, percent-encoded, and as
 * people read it; an id itself is a pattern, whatever signs it has.
 */
export function pagePattern(pattern: string): (pageId: string) => boolean {
  const wanted = pattern.normalize("NFC");
  const matcher = new Minimatch(wanted, options);
  return (pageId) => [pageId, readable(pageId)].some((id) => id === wanted || matcher.match(id));
}

function readable(pageId: string): string {
  try {
    return decodeURIComponent(pageId).normalize("NFC");
  } catch (error) {
    if (error instanceof URIError) return pageId;
    throw error;
  }
}
