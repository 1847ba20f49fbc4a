import { Refusal } from "../answers/refusal.ts";
import type { Env } from "../env.ts";
import { normalForm } from "./page-id.ts";

const secondsKept = 60;
const mostSitemaps = 50;

/**
 * Lets comments be written on the site's own pages only, where its sitemap is named. What can't be
 * asked refuses nobody: a comment would be lost by it.
 * Source: https://www.sitemaps.org/protocol.html
 * @throws Refusal
 */
export async function checkPage(pageId: string, { PAGES }: Env): Promise<void> {
  if (PAGES === undefined || PAGES === "") return;
  if (await isListed(pageId, [PAGES])) return;
  throw new Refusal(
    404,
    "no-such-page",
    "There is no such page on this site.",
    `If the page is new, try again in a minute. The site's pages are those of ${PAGES}.`,
  );
}

async function isListed(pageId: string, sitemaps: readonly string[]): Promise<boolean> {
  for (const address of sitemaps) {
    const text = await read(address);
    if (text === undefined) return true;
    const places = [...text.matchAll(/<loc>\s*([^<\s]+)\s*<\/loc>/g)].map(([, place = ""]) =>
      place.replaceAll("&apos;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&"),
    );
    const isIndex = text.includes("<sitemapindex");
    if (isIndex ? await isListed(pageId, places.slice(0, mostSitemaps)) : isOne(pageId, places)) {
      return true;
    }
  }
  return false;
}

function isOne(pageId: string, places: readonly string[]): boolean {
  return places.some(
    (place) => URL.canParse(place) && normalForm(new URL(place).pathname) === pageId,
  );
}

async function read(address: string): Promise<string | undefined> {
  const cf = { cacheEverything: true, cacheTtl: secondsKept };
  try {
    const response = await fetch(
      address,
      Object.assign({ signal: AbortSignal.timeout(5_000) }, { cf }),
    );
    if (response.ok) return await response.text();
    throw new Error(`${address} answers ${response.status}`);
  } catch (error) {
    console.error(error);
    return undefined;
  }
}
