import { Parser } from "htmlparser2";

const blocks = new Set(
  "p div h1 h2 h3 h4 h5 h6 li tr blockquote pre table ul ol hr dl dt dd details summary".split(" "),
);

/**
 * What sanitized HTML says, as plain text: a line for each block, the address behind each link that does
 * not show it, and pictures by their description and address.
 */
export function textOfHtml(html: string): string {
  let text = "";
  const links: { readonly address: string; readonly start: number }[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === "br") text += "\n";
      if (name === "a") links.push({ address: attributes["href"] ?? "", start: text.length });
      if (name === "img") {
        text += [attributes["alt"], attributes["src"]].filter((part) => part).join(" ");
      }
    },
    ontext: (part) => {
      text += part;
    },
    onclosetag: (name) => {
      if (blocks.has(name)) text += "\n";
      const link = name === "a" ? links.pop() : undefined;
      if (link === undefined || link.address === "") return;
      const shown = text.slice(link.start);
      if (!shown.includes(link.address)) text += ` (${link.address})`;
    },
  });
  parser.end(html);
  return text.replace(/\n{3,}/g, "\n\n").trim();
}
