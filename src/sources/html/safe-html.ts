import sanitize from "sanitize-html";

/** Addresses at which readers get what a comment shows, by the source's own names of it. */
export interface ShownFiles {
  /** The file itself; undefined for what the source does not keep. */
  download(address: string | undefined): string | undefined;
  /** The picture as a page shows it; undefined for what no page may show. */
  picture(address: string | undefined): string | undefined;
}

/** What is known about a comment's HTML. */
interface HtmlContext {
  readonly media: ShownFiles;
  /** Further tags whose text is not for readers; none if omitted. */
  readonly withoutTextOf?: readonly string[];
}

/**
 * What is left of a comment's HTML: the tags that Matrix's specification suggests, without colours and
 * titles. Links lead to the web, mail addresses or magnets only; pictures come from the source
 * only, and those from elsewhere are links, which load nothing by themselves. Anything else that would load, run or lay itself over the page is removed, its text stays.
 * Source: Matrix 1.11 client-server API, "m.room.message msgtypes" (org.matrix.custom.html).
 */
export const allowedTags: readonly string[] =
  "h1 h2 h3 h4 h5 h6 blockquote p a ul ol sup sub li b i u strong em s del code hr br div table thead tbody tr th td caption pre span img details summary".split(
    " ",
  );

/** Tags whose text is not for readers. */
const textless = ["script", "style", "textarea", "option", "noscript", "xmp"];
const linkSchemes = new Set(["http:", "https:", "ftp:", "mailto:", "magnet:"]);

/** Makes a comment's HTML safe to show: well-formed, and only what {@link allowedTags} allows. */
export function safeHtml(html: string, { media, withoutTextOf = [] }: HtmlContext): string {
  let openLinks = 0;
  return sanitize(html, {
    onOpenTag: (name) => {
      if (name === "a") openLinks += 1;
    },
    onCloseTag: (name) => {
      if (name === "a") openLinks -= 1;
    },
    allowedTags: [...allowedTags],
    allowedAttributes: {
      a: ["href", "rel"],
      img: ["src", "alt", "width", "height"],
      ol: ["start"],
      code: ["class"],
      span: ["data-mx-spoiler"],
    },
    allowedClasses: { code: ["language-*"] },
    allowedSchemes: [...linkSchemes].map((scheme) => scheme.slice(0, -1)),
    allowProtocolRelative: false,
    nonTextTags: [...textless, ...withoutTextOf],
    nestingLimit: 100,
    exclusiveFilter: ({ tag, attribs }) => tag === "img" && isNothing(attribs),
    transformTags: {
      strike: "s",
      a: (tagName, { href }) => {
        const address = linkAddress(href);
        return { tagName, attribs: address === undefined ? {} : linkTo(address) };
      },
      img: (tagName, { src, alt = "", width, height }) => {
        const picture = media.picture(src);
        if (picture === undefined) {
          const address = media.download(src) ?? linkAddress(src);
          return pictureElsewhere(address, alt, openLinks > 0);
        }
        const size = { ...pixels("width", width), ...pixels("height", height) };
        return { tagName, attribs: { src: picture, alt, ...size } };
      },
    },
  });
}

/** A link to a picture; its text alone where it leads nowhere, or within another link. */
function pictureElsewhere(
  address: string | undefined,
  alt: string,
  isInLink: boolean,
): sanitize.Tag {
  const text = alt.trim();
  if (address !== undefined && !isInLink) {
    return { tagName: "a", attribs: linkTo(address), text: text || address };
  }
  return text === ""
    ? { tagName: "img", attribs: { alt: "" } }
    : { tagName: "span", attribs: {}, text };
}

/** Of a picture that shows nothing; one that became a link or text has no `alt`, and is still named `img`. */
function isNothing(attribs: sanitize.Attributes): boolean {
  return attribs["src"] === undefined && attribs["alt"] !== undefined;
}

function linkTo(address: string): sanitize.Attributes {
  return { href: address, rel: "nofollow noopener ugc" };
}

/** An address in its encoded form, so that it needs no escaping; undefined for what is no link. */
function linkAddress(href: string | undefined): string | undefined {
  if (href === undefined || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  return linkSchemes.has(url.protocol) ? url.href : undefined;
}

function pixels(name: string, value: string | undefined): Record<string, string> {
  return /^\d{1,4}$/.test(value ?? "") ? { [name]: value ?? "" } : {};
}
