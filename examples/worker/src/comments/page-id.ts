import { Refusal } from "../answers/refusal.ts";

const longest = 1_000;

/**
 * The page that a request is about, in the one form that a page has in the database.
 * @param encoded the page id, percent-encoded as a whole
 * @throws Refusal for what is no page's
 */
export function pageIdOf(encoded: string): string {
  const pageId = normalForm(decoded(encoded));
  if (pageId !== undefined && pageId.length <= longest) return pageId;
  throw new Refusal(
    400,
    "no-page-id",
    "The page id is none: it is the page's path as Hugo's .RelPermalink gives it.",
    "Encode the path once as a whole: encodeURIComponent(page id).",
  );
}

/**
 * A page's path as Hugo writes it in `.RelPermalink`: normalised by RFC 3986, 6.2.2. Undefined for
 * what is no path on the site: `//` and `\` lead away from it, `.` and `..` to another page.
 */
export function normalForm(path: string | undefined): string | undefined {
  if (path === undefined || decoded(path) === undefined) return undefined;
  const normal = path
    .toWellFormed()
    .replaceAll(/%[0-9a-f]{2}/gi, (triplet) => {
      const character = String.fromCharCode(Number.parseInt(triplet.slice(1), 16));
      return /[A-Za-z0-9\-._~]/.test(character) ? character : triplet.toUpperCase();
    })
    .replaceAll(/[^\x21-\x7e]+|["<>^`{|}]/g, encodeURIComponent);
  const isPath = /^\/(?!\/)[^?#\\]*$/.test(normal) && !/\/\.{1,2}(\/|$)/.test(normal);
  return isPath ? normal : undefined;
}

function decoded(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
