import { Parser } from "htmlparser2";

/** What HTML of a plain text has, by whomever it was made. */
const plain = new Set(["p", "br", "a"]);

/**
 * What a reader reads of the HTML of a plain text, a line for each of its lines: the same of two that a
 * comment system and this program made of one text. Whatever no plain text has is named in it.
 */
export function shownText(html: string): string {
  let text = "";
  const links: { readonly address: string; readonly start: number }[] = [];
  const parser = new Parser({
    onopentag: (name, { href = "" }) => {
      if (name === "a") links.push({ address: href, start: text.length });
      text += name === "br" ? "\n" : plain.has(name) ? "" : `<${name}>`;
    },
    ontext: (part) => {
      text += part.replace(/[ \t\n]+/g, " ");
    },
    onclosetag: (name) => {
      if (name === "p") text += "\n";
      const link = name === "a" ? links.pop() : undefined;
      if (link === undefined || decoded(link.address) === decoded(text.slice(link.start))) return;
      text += `<${link.address}>`;
    },
  });
  parser.end(html);
  const lines = text.split("\n").map((line) => line.replace(/ +/g, " ").trim());
  return lines.filter((line) => line !== "").join("\n");
}

function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
