import type { SiteHosts } from "./site.ts";

/** An address without what doesn't matter anywhere: scheme, port, credentials, fragment. */
export interface ParsedAddress {
  /** In lower case and without `www.`; undefined on one of the site's own. */
  readonly foreignHost: string | undefined;
  /** Percent-encoded, with its slash at the start. */
  readonly path: string;
  /** Without its question mark; empty for none. */
  readonly query: string;
}

// For what has no host; RFC 2606 keeps the domain from being anybody's.
const pathsBase = "http://site.invalid";

/** Reads addresses for one site; undefined for what is no address. */
export type AddressParser = (address: string) => ParsedAddress | undefined;

/**
 * What reads addresses as those of a site: URLs of http and https, without their scheme where the host
 * is the site's, and paths that start with a slash.
 * Source: the URL Standard, 4.4 "URL parsing"
 */
export function addressParser({ hosts }: Pick<SiteHosts, "hosts">): AddressParser {
  const own = new Set(hosts.map(hostOf).filter((host) => host !== undefined));
  const isOwn = (host: string | undefined) => host !== undefined && own.has(host);
  return (address) => {
    const text = address.trim().replace(/[\t\r\n]/g, "");
    if (/^(?:https?:)?[/\\]{2}/i.test(text)) {
      const url = URL.parse(text, pathsBase);
      const host = url === null ? undefined : plainHost(url);
      return url === null ? undefined : partsOf(url, isOwn(host) ? undefined : host);
    }
    const isOnSite = text.startsWith("/") || isOwn(hostOf(text.split(/[/?#]/, 1).join("")));
    if (!isOnSite) return undefined;
    const url = URL.parse(text.startsWith("/") ? `${pathsBase}${text}` : `http://${text}`);
    return url === null ? undefined : partsOf(url, undefined);
  };
}

function partsOf({ pathname, search }: URL, foreignHost: string | undefined): ParsedAddress {
  return { foreignHost, path: pathname, query: search.slice(1) };
}

function hostOf(host: string): string | undefined {
  const url = /^[^\s/@?#]+$/.test(host) ? URL.parse(`http://${host}`) : null;
  return url === null ? undefined : plainHost(url);
}

function plainHost({ hostname }: URL): string {
  return hostname.replace(/^www\.(?=.)/, "").replace(/\.$/, "");
}
