import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastGlob from "fast-glob";
import { z } from "zod";
import { dateIn, dayIn, type ListedPage } from "../program/hugo-list.ts";
import { originIn, writtenPath } from "../text/url-path.ts";
import { aliasAddress } from "./alias-address.ts";
import { indexName } from "./overlay.ts";
import type { SiteSetup } from "./site-setup.ts";

/** A page of the site that has HTML, as Hugo knows it. */
export interface IndexedPage {
  /** The `.RelPermalink` of its HTML. */
  readonly pageId: string;
  /** HTML file of the built site, with `/`. */
  readonly builtFile: string;
  /** HTML files of its other forms, such as AMP. */
  readonly otherForms: readonly string[];
  readonly title: string;
  readonly date: Date | undefined;
  /** The day of its date in the page's own time zone, `2020-05-31`. */
  readonly day: string | undefined;
  /** Undefined where Hugo was not asked for it, like the next one. */
  readonly language: string | undefined;
  /** The same for all translations of a page. */
  readonly translationKey: string | undefined;
  /** Absolute path of its content file; undefined where it has none. */
  readonly file: string | undefined;
  /** Former addresses, which lead to it. */
  readonly aliases: readonly string[];
  /** Address of the site of its language, with a slash at its end. */
  readonly baseUrl: string;
}

/** All pages of a site. */
export interface PageIndex {
  readonly pages: readonly IndexedPage[];
  /** The default one first. */
  readonly languages: readonly string[];
  /** Whether readers get HTML that is written in Markdown. */
  readonly allowsHtmlInMarkdown: boolean;
}

const line = z.object({
  /** Its HTML, in each of its forms; nothing of a page that has none. */
  forms: z.array(z.object({ id: z.string(), permalink: z.string() })).nullish(),
  title: z.string(),
  date: z.string(),
  language: z.string(),
  translation: z.string(),
  file: z.string(),
  aliases: z.array(z.string()).nullish(),
  base: z.string(),
});
const head = z.object({ language: z.string(), permalink: z.string(), base: z.string() });

/**
 * Reads the index that the overlay has Hugo print; undefined where it printed none.
 * @param publicDir absolute path of the built site
 */
export async function readPageIndex(publicDir: string): Promise<PageIndex | undefined> {
  const [file] = await fastGlob(`**/${indexName}*/**/*.json`, { cwd: publicDir, dot: true });
  if (file === undefined) return undefined;
  const text = await readFile(join(publicDir, file), "utf8");
  const [first = "", html = "", ...rest] = text.split("\n");
  const own = head.parse(JSON.parse(first));
  // With an address for each language, each is built into a folder of its own.
  const hasFolders = fileOf(own.permalink, own.base) !== file;
  const pages = rest.filter((one) => one.startsWith("{")).map((one) => line.parse(JSON.parse(one)));
  return {
    pages: pages.flatMap((page): readonly IndexedPage[] => {
      const folder = hasFolders ? `${page.language}/` : "";
      const [main, ...others] = page.forms ?? [];
      if (main === undefined) return [];
      const builtFile = ({ permalink }: typeof main) => folder + fileOf(permalink, page.base);
      return [
        {
          pageId: main.id,
          builtFile: builtFile(main),
          otherForms: others.map(builtFile),
          title: page.title,
          date: dateIn(page.date),
          day: dayIn(page.date),
          language: page.language,
          translationKey: page.translation,
          file: page.file === "" ? undefined : page.file,
          aliases: (page.aliases ?? []).map((alias) => aliasAddress(alias, main.id, page.base)),
          baseUrl: page.base,
        },
      ];
    }),
    languages: [...new Set([own.language, ...pages.map(({ language }) => language)])],
    allowsHtmlInMarkdown: html.includes('<b id="html">'),
  };
}

/** The pages that Hugo listed and that have HTML, where it did not build them. */
export function indexOfListed(
  listed: readonly ListedPage[],
  setup: SiteSetup,
  now: Date,
): readonly IndexedPage[] {
  const { baseUrl, languageBaseUrls, canonifyUrls } = setup;
  const bases = [...Object.entries(languageBaseUrls), ["", baseUrl] as const].flatMap(
    ([folder, base]) => [base, plainAddress(base)].map((written) => ({ folder, base, written })),
  );
  // A page that is not rendered has none, and the address of another format is no reader's.
  const pages = listed.filter(
    (page) => /(?:\/|\.html?)$/i.test(page.permalink) && isPublished(page, setup, now),
  );
  return pages.map(({ file, permalink, title, date, day }): IndexedPage => {
    const found = bases.find(({ written }) => written !== "" && permalink.startsWith(written));
    // An address that the configuration doesn't say, as languages may have.
    const origin = originIn(permalink);
    const { folder, base, written } = found ?? { folder: "", base: origin, written: origin };
    const builtFile = fileOf(permalink, base);
    const path = canonifyUrls ? "" : writtenPath(base);
    const below = permalink.slice(written.length).replace(/^\//, "");
    return {
      // A section's slug that begins with a slash makes two, which Hugo joins where it puts a path before.
      pageId: path === "" ? `/${below}` : `${path}/${below.replaceAll(/\/{2,}/g, "/")}`,
      builtFile: folder === "" ? builtFile : `${folder}/${builtFile}`,
      otherForms: [],
      title,
      date,
      day,
      language: undefined,
      translationKey: undefined,
      file,
      aliases: [],
      baseUrl: base,
    };
  });
}

function isPublished(
  { isDraft, publishDate, expiryDate }: ListedPage,
  { buildDrafts, buildFuture, buildExpired }: SiteSetup,
  now: Date,
): boolean {
  if (isDraft && !buildDrafts) return false;
  if (publishDate !== undefined && publishDate > now && !buildFuture) return false;
  return expiryDate === undefined || expiryDate >= now || buildExpired;
}

/** The file in the built site to which an address below the site's own leads. */
function fileOf(permalink: string, baseUrl: string): string {
  // Some versions and commands encode the base path, and others don't.
  const base = decoded(baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`);
  const address = decoded(permalink);
  const path = address.startsWith(base) ? address.slice(base.length) : address.slice(1);
  const file = path.replaceAll(/\/{2,}/g, "/");
  return file === "" || file.endsWith("/") ? `${file}index.html` : file;
}

/** Percent-encoded, as most permalinks are. */
function plainAddress(address: string): string {
  return URL.canParse(address) ? new URL(address).href : encodeURI(address);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
