import { Refusal } from "./refusal.ts";

const longest = 1_000;

/**
 * The page that a request is about.
 * @throws Refusal for an address that is no page's
 */
export function pageIdOf({ pathname }: URL): string {
  const encoded = /^\/api\/comments\/([^/]+)$/.exec(pathname)?.[1];
  if (encoded === undefined) {
    const remedy = "Ask for /api/comments/<page id>, such as /api/comments/%2Fposts%2Fbread%2F";
    throw new Refusal(404, "not-found", "There is nothing at this address.", remedy);
  }
  const pageId = decoded(encoded);
  // Hugo's .RelPermalink is such a path; "//" would lead away from the site.
  if (pageId === undefined || !/^\/(?!\/)[\x21-\x7e]*$/.test(pageId) || pageId.length > longest) {
    throw new Refusal(
      400,
      "no-page-id",
      "The page id is none: it is the page's path as Hugo's .RelPermalink gives it.",
      "Encode the path once as a whole: encodeURIComponent(page id).",
    );
  }
  return pageId;
}

function decoded(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
