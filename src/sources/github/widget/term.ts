import { createHash } from "node:crypto";

/** What the widgets' clients look at on a page. */
export interface PageFacts {
  /** Its path, percent-encoded, behind the site's origin where that is known. */
  readonly address?: string | undefined;
  /** As browsers have it in `document.title`. */
  readonly title?: string | undefined;
  readonly ogTitle?: string | undefined;
  /** Of `<link rel="canonical">`. */
  readonly canonical?: string | undefined;
}

/** How a widget is set up beside its mapping. */
interface TermOptions {
  /** `giscus` if omitted. */
  readonly widget?: "giscus" | "utterances" | "gitalk" | undefined;
  /** Of the mappings `specific` and `number`. */
  readonly term?: string | undefined;
  /** Whether giscus looks for a hash of the term; false if omitted. */
  readonly strict?: boolean | undefined;
}

/**
 * What a widget looks for on a page: a title, `#17` for a number, `sha1:` and a hash in giscus's strict
 * mode, a label for gitalk. Undefined where the page does not say.
 *
 * giscus and utterances know `pathname` (the default), `url`, `title`, `og:title`, `specific`, `number`;
 * gitalk's id is `url` (the default), `pathname` with its first slash, `title`, or `specific`.
 * Sources: giscus `client.ts`; utterances `src/client.ts` and `src/page-attributes.ts`; gitalk
 * `src/gitalk.jsx`.
 */
export function termOf(
  mapping: string | undefined,
  { widget = "giscus", term, strict = false, ...page }: PageFacts & TermOptions,
): string | undefined {
  if (widget === "gitalk") return gitalkId(mapping, page, term);
  if (mapping === "number") return numberTerm(term, widget);
  const plain = plainTerm(mapping, page, widget, term);
  if (plain === undefined || plain === "") return undefined;
  if (widget === "utterances") return plain;
  const cleaned = cleanedTerm(plain);
  return strict ? strictTerm(cleaned) : cleaned;
}

/** What giscus's strict mode looks for, by SHA-1 of the term as UTF-8. Source: giscus `lib/utils.ts`. */
export function strictTerm(term: string): string {
  return `sha1:${createHash("sha1").update(term).digest("hex")}`;
}

/**
 * A term as giscus's server understands it: what can be read as an address becomes one, even
 * `Rust: a tale`, whose first word is a scheme then. Source: giscus `lib/utils.ts`, `cleanSessionParam`.
 */
export function cleanedTerm(term: string): string {
  if (!URL.canParse(term)) return term;
  const url = new URL(term);
  url.searchParams.delete("giscus");
  return url.toString();
}

/** `location` of a page; undefined where its address, or what is needed of it, is not known. */
export function locationOf(
  address: string | undefined,
): { pathname: string; href?: string } | undefined {
  if (address === undefined || !URL.canParse(address, "https://unknown.invalid")) return undefined;
  const url = new URL(address, "https://unknown.invalid");
  url.hash = "";
  const isWhole = /^https?:\/\//i.test(address);
  return { pathname: url.pathname, ...(isWhole ? { href: url.href } : {}) };
}

function plainTerm(
  mapping: string | undefined,
  { address, title, ogTitle, canonical }: PageFacts,
  widget: "giscus" | "utterances",
  term: string | undefined,
): string | undefined {
  const location = locationOf(address);
  switch (mapping) {
    case "url":
      return widget === "utterances" && canonical !== undefined
        ? absolute(canonical, location?.href)
        : location?.href && cleanedTerm(location.href);
    case "title":
      return title;
    case "og:title":
      return ogTitle;
    case "specific":
      return term;
    default:
      return location && pathnameTerm(location.pathname);
  }
}

/** Percent-encoded as in the browser's `location`: nobody decodes it. */
function pathnameTerm(pathname: string): string {
  return pathname.length < 2 ? "index" : pathname.slice(1).replace(/\.\w+$/, "");
}

function absolute(address: string, base: string | undefined): string | undefined {
  return URL.canParse(address, base) ? new URL(address, base).href : undefined;
}

/** giscus takes what JavaScript takes for a number, utterances only what it would print. */
function numberTerm(term: string | undefined, widget: "giscus" | "utterances"): string | undefined {
  const number = Number(term ?? "");
  if (!Number.isSafeInteger(number) || number < 1) return undefined;
  return widget === "giscus" || String(number) === term ? `#${number}` : undefined;
}

function gitalkId(
  mapping: string | undefined,
  { address, title }: PageFacts,
  term: string | undefined,
): string | undefined {
  const location = locationOf(address);
  switch (mapping) {
    case "pathname":
      return location?.pathname;
    case "title":
      return title || undefined;
    case "specific":
      return term || undefined;
    case "number":
      return numberTerm(term, "giscus");
    default:
      return location?.href;
  }
}
