import { Parser } from "htmlparser2";
import type { PageFacts } from "./term.ts";

/** What a page's HTML says of it, and giscus's own elements in it. */
export interface ReadPage {
  readonly title: string | undefined;
  /** What giscus takes for `og:title`. */
  readonly giscusTitle: string | undefined;
  /** What utterances takes for it. */
  readonly utterancesTitle: string | undefined;
  readonly canonical: string | undefined;
  /** `<giscus-widget>`, with the offsets of their tags. */
  readonly elements: readonly {
    readonly offset: number;
    readonly attributes: Readonly<Record<string, string>>;
  }[];
}

/** Elements whose content is no part of the page. */
const inert = new Set(["template", "noscript", "textarea", "xmp", "iframe", "noembed", "svg"]);

/** Reads what the widgets' clients look at in a page. */
export function readPageFacts(html: string): ReadPage {
  let title: string | undefined;
  let isInTitle = false;
  let inertDepth = 0;
  let giscusTitle: string | undefined;
  let utterancesTitle: string | undefined;
  let canonical: string | undefined;
  const elements: { offset: number; attributes: Record<string, string> }[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (inert.has(name)) inertDepth++;
      if (inertDepth > 0) return;
      const { property, name: metaName, content = "" } = attributes;
      if (name === "title" && title === undefined) {
        title = "";
        isInTitle = true;
      } else if (name === "meta") {
        if (property === "og:title" || metaName === "title") giscusTitle ??= content;
        if (property === "og:title" || metaName === "og:title") utterancesTitle ??= content;
      } else if (name === "link" && attributes["rel"] === "canonical") {
        canonical ??= attributes["href"];
      } else if (name === "giscus-widget") {
        elements.push({ offset: parser.startIndex, attributes });
      }
    },
    ontext(text) {
      if (isInTitle) title = `${title ?? ""}${text}`;
    },
    onclosetag(name) {
      if (inert.has(name) && inertDepth > 0) inertDepth--;
      if (name === "title") isInTitle = false;
    },
  });
  parser.end(html);
  return {
    // Source: HTML standard, "document.title": ASCII whitespace is stripped and collapsed.
    title: title?.replace(/[\t\n\f\r ]+/g, " ").replace(/^ | $/g, ""),
    giscusTitle,
    utterancesTitle,
    canonical,
    elements,
  };
}

/** The facts that a widget takes of a page. */
export function factsFor(
  widget: "giscus" | "utterances",
  { title, giscusTitle, utterancesTitle, canonical }: ReadPage,
  address: string | undefined,
): PageFacts {
  const ogTitle = widget === "giscus" ? giscusTitle : utterancesTitle;
  return { address, title, ogTitle, canonical };
}
