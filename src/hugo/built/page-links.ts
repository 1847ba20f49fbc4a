import { Parser } from "htmlparser2";
import { dayIn } from "../program/hugo-list.ts";

/** What a page says of itself and of its other addresses; addresses are as they are written. */
interface PageLinks {
  readonly title: string | undefined;
  readonly published: Date | undefined;
  /** The day of that time in its own time zone, `2020-05-31`. */
  readonly publishedDay: string | undefined;
  /** `og:type`, such as `article` or `website`. */
  readonly type: string | undefined;
  readonly canonical: string | undefined;
  /** Other forms of the page, such as AMP; translations are not among them. */
  readonly alternates: readonly string[];
  /** Where a page sends its readers that is nothing but a redirect. */
  readonly redirect: string | undefined;
}

/** Reads the links and the metadata of a page. */
export function readPageLinks(html: string): PageLinks {
  const links: { rel: string; href: string }[] = [];
  const meta = new Map<string, string>();
  let title: string | undefined;
  let openTitle: string | undefined;
  const parser = new Parser({
    onopentag(name, attributes) {
      const { href, content } = attributes;
      if (name === "title") openTitle = "";
      if (name === "link" && href && attributes["hreflang"] === undefined) {
        links.push({ rel: attributes["rel"]?.toLowerCase() ?? "", href: href.trim() });
      }
      if (name !== "meta" || content === undefined) return;
      const key = attributes["property"] ?? attributes["name"] ?? attributes["http-equiv"];
      if (key !== undefined && !meta.has(key.toLowerCase())) meta.set(key.toLowerCase(), content);
    },
    ontext(text) {
      if (openTitle !== undefined) openTitle += text;
    },
    onclosetag(name) {
      if (name !== "title") return;
      title ??= openTitle;
      openTitle = undefined;
    },
  });
  parser.end(html);
  const linksAs = (...names: readonly string[]) =>
    links
      .filter(({ rel }) => rel.split(/\s+/).some((name) => names.includes(name)))
      .map(({ href }) => href);
  return {
    title: firstText(meta.get("og:title"), title),
    type: meta.get("og:type")?.trim().toLowerCase(),
    published: dateOf(meta.get("article:published_time")),
    publishedDay: dayIn(meta.get("article:published_time") ?? ""),
    canonical: firstText(...linksAs("canonical"), meta.get("og:url")),
    alternates: linksAs("alternate", "amphtml"),
    redirect: redirectOf(meta.get("refresh")),
  };
}

/** Whether a page may be nothing but a redirect; cheap, to save reading the others. */
export function mayRedirect(html: string): boolean {
  return /http-equiv\s*=\s*["']?refresh/i.test(html);
}

/** Source: https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh */
function redirectOf(refresh: string | undefined): string | undefined {
  const [, address] =
    /^\s*0?\.?0*\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(refresh ?? "") ?? [];
  return firstText(address);
}

function dateOf(text: string | undefined): Date | undefined {
  const date = new Date(text ?? "");
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function firstText(...texts: readonly (string | undefined)[]): string | undefined {
  return texts.find((text) => text !== undefined && text.trim() !== "")?.trim();
}
