import { Parser } from "htmlparser2";

const inlineTags = "a b i u strong em s del sup sub code span br img".split(" ");
const inline: ReadonlySet<string> = new Set(inlineTags);

/** What elements may hold; those that are not listed may hold everything. */
const mayHold = new Map<string, ReadonlySet<string>>([
  ["ul", new Set(["li"])],
  ["ol", new Set(["li"])],
  ["pre", new Set(["code"])],
  ["table", new Set(["thead", "tbody", "tr", "caption"])],
  ["thead", new Set(["tr"])],
  ["tbody", new Set(["tr"])],
  ["tr", new Set(["td", "th"])],
]);
for (const name of [...inlineTags, ..."p h1 h2 h3 h4 h5 h6 summary caption".split(" ")]) {
  mayHold.set(name, inline);
}
mayHold.set("a", new Set(inlineTags.filter((name) => name !== "a")));
mayHold.set("code", new Set());

/** What must be within one of these. */
const onlyWithin = new Map<string, ReadonlySet<string>>([
  ["li", new Set(["ul", "ol"])],
  ["tr", new Set(["table", "thead", "tbody"])],
  ["thead", new Set(["table"])],
  ["tbody", new Set(["table"])],
  ["caption", new Set(["table"])],
  ["td", new Set(["tr"])],
  ["th", new Set(["tr"])],
  ["summary", new Set(["details"])],
]);

const holdsNoText = new Set(["ul", "ol", "table", "thead", "tbody", "tr"]);

/** Whether the elements of safe HTML are within each other as HTML has them; Markdown has no others. */
export function isWellNested(html: string): boolean {
  const open: string[] = [];
  let isGood = true;
  const parser = new Parser({
    onopentag: (name) => {
      const parent = open.at(-1) ?? "";
      if (mayHold.get(parent)?.has(name) === false) isGood = false;
      if (onlyWithin.get(name)?.has(parent) === false) isGood = false;
      open.push(name);
    },
    ontext: (text) => {
      if (text.trim() !== "" && holdsNoText.has(open.at(-1) ?? "")) isGood = false;
    },
    onclosetag: () => {
      open.pop();
    },
  });
  parser.end(html);
  return isGood;
}

/** Safe HTML of text, code, links and pictures alone, with a line for each of its other elements. */
export function flattened(html: string): string {
  let codes = 0;
  let links = 0;
  return html
    .replace(/<(\/?)([a-z\d]+)[^>]*>/g, (tag, close, name) => {
      const change = close === "/" ? -1 : 1;
      if (name === "code") {
        codes += change;
        return Math.max(codes, codes - change) === 1 ? tag : "";
      }
      if (codes > 0) return /alt="([^"]*)"/.exec(tag)?.[1] ?? (inline.has(name) ? "" : " ");
      if (name === "a") {
        links += change;
        return Math.max(links, links - change) === 1 ? tag : "";
      }
      if (name === "img" || name === "br") return tag;
      return inline.has(name) ? "" : "<br />";
    })
    .replace(/(?:<br \/>\s*)+/g, "<br />\n");
}
