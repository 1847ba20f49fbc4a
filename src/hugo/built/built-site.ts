import { escapePath, writtenPath } from "../text/url-path.ts";

/** Where a built site is on the web. */
export interface SitePlace {
  readonly baseUrl: string;
  /** Addresses relative to the server have no base path then. */
  readonly canonifyUrls?: boolean | undefined;
  /**
   * Base addresses of the languages that have their own, by their folder in the built site.
   * Source: https://gohugo.io/content-management/multilingual/#configure-multilingual-multihost
   */
  readonly languageBaseUrls?: Readonly<Record<string, string>> | undefined;
}

/** The files of a built site and their addresses. */
export interface BuiltSite {
  /**
   * The address of an HTML file, as Hugo's `.RelPermalink` has it; the home page's depends on
   * `uglyURLs` and the version, which the canonical link tells.
   */
  pageId(file: string, canonical?: string): string;
  /** The HTML file that an address on a page leads to; undefined where it leads elsewhere. */
  pageAt(address: string, fromFile: string): string | undefined;
  /** Path in the built site that an address on a page leads to, whether there is a file or not. */
  pathOf(address: string, fromFile: string): string | undefined;
}

interface Host {
  /** With a slash at its end, or empty. */
  readonly folder: string;
  /** `https://example.org`; of one that is not known, a name that nobody has. */
  readonly origin: string;
  /** Percent-encoded, without a slash at its end. */
  readonly path: string;
  /** The same as the configuration has it, which addresses begin with. */
  readonly prefix: string;
}

const nowhere = "https://site.invalid";

/** Tells the addresses of a built site's files. Paths are relative to its folder, with `/`. */
export function builtSite(pages: ReadonlySet<string>, place: SitePlace): BuiltSite {
  const hosts = [
    ...Object.entries(place.languageBaseUrls ?? {}).map(([folder, url]) =>
      hostOf(`${folder}/`, url),
    ),
    hostOf("", place.baseUrl),
  ];
  const hostOfFile = (file: string) =>
    hosts.find(({ folder }) => file.startsWith(folder)) ?? hostOf("", place.baseUrl);

  const pathOf = (address: string, fromFile: string): string | undefined => {
    const { folder, origin, path } = hostOfFile(fromFile);
    const here = `${origin}${path}/${encodeURI(fromFile.slice(folder.length).toWellFormed())}`;
    if (!URL.canParse(address, here)) return undefined;
    const url = new URL(address, here);
    const target = decoded(url.pathname);
    return hosts
      .filter(({ origin: own }) => new URL(own).host === url.host)
      .map((host) =>
        target?.startsWith(`${decoded(host.path)}/`)
          ? host.folder + target.slice((decoded(host.path)?.length ?? 0) + 1)
          : undefined,
      )
      .find((found) => found !== undefined);
  };

  return {
    pageId(file, canonical) {
      const host = hostOfFile(file);
      const path = file.slice(host.folder.length);
      const isNamed = canonical !== undefined && pathOf(canonical, file) === file;
      const inside = isNamed ? path : path.replace(/(^|\/)index\.html$/, "$1");
      const prefix = place.canonifyUrls ? "" : host.prefix;
      return `${prefix}/${escapePath(inside)}`;
    },
    pathOf,
    pageAt(address, fromFile) {
      const path = pathOf(address, fromFile);
      if (path === undefined) return undefined;
      const slash = path === "" || path.endsWith("/") ? "" : "/";
      return [path, `${path}${slash}index.html`, `${path}.html`].find((file) => pages.has(file));
    },
  };
}

function hostOf(folder: string, baseUrl: string): Host {
  const absolute = baseUrl.startsWith("//") ? `https:${baseUrl}` : baseUrl;
  const origin = URL.canParse(absolute) ? new URL(absolute).origin : nowhere;
  const written = writtenPath(absolute).replace(/^\/+/, "");
  const prefix = written === "" ? "" : `/${written}`;
  return {
    folder,
    origin: origin === "null" ? nowhere : origin,
    path: escapePath(prefix),
    prefix,
  };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
