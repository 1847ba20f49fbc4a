import { Parser } from "htmlparser2";

/** What readers see of HTML, and where it leads. */
export interface Shown {
  /** With one blank for whatever white space and for the edges of blocks. */
  readonly text: string;
  readonly links: readonly string[];
}

const blocks = new Set(
  "p div h1 h2 h3 h4 h5 h6 li ul ol blockquote pre table caption thead tbody tr td th details summary br hr".split(
    " ",
  ),
);

/** What a browser shows of HTML; a picture is its alternative text. */
export function shownHtml(html: string): Shown {
  let text = "";
  const links: string[] = [];
  const parser = new Parser({
    onopentag: (name, { href, alt }) => {
      if (blocks.has(name)) text += " ";
      if (name === "img") text += alt ?? "";
      if (name === "a" && href !== undefined) links.push(normalized(href));
    },
    ontext: (part) => {
      text += part;
    },
    onclosetag: (name) => {
      if (blocks.has(name)) text += " ";
    },
  });
  parser.end(html);
  return { text: text.replace(/[\s\u00a0]+/g, " ").trim(), links };
}

/** Renderers encode the signs of addresses in different ways. */
function normalized(href: string): string {
  const url = URL.parse(href)?.href ?? href;
  return url.replace(/%[\da-f]{2}/gi, (code) => {
    const byte = Number.parseInt(code.slice(1), 16);
    return byte < 0x80 ? String.fromCharCode(byte) : code.toUpperCase();
  });
}
