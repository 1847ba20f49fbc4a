/** Where the XML of an export begins, or what the file seems to be instead. */
type Beginning =
  | { readonly kind: "xml"; readonly at: number }
  | { readonly kind: "other"; readonly seems: string }
  | { readonly kind: "undecided" };

/** Characters within which XML has to begin: junk before it is a sign or some lines. */
const longestJunk = 4096;

/**
 * Looks for the beginning of XML behind junk, such as a back quote or empty lines; what has markup of its
 * own is no junk.
 * @param head the file's first characters
 * @param isWhole whether the file has no others
 */
export function beginningOf(head: string, isWhole: boolean): Beginning {
  const at = head.search(/<\?xml\s|<disqus[\s>]/);
  const before = (at === -1 ? head : head.slice(0, at)).replace(/<!--.*?-->/gs, "");
  if (at !== -1 && !before.includes("<") && at <= longestJunk) return { kind: "xml", at };
  if (!isWhole && at === -1 && head.length < longestJunk) return { kind: "undecided" };
  return { kind: "other", seems: kindOfText(head) };
}

/** What a file seems to be that has no XML of Disqus, to follow "it seems to be". */
function kindOfText(head: string): string {
  const text = head.trimStart();
  if (text === "") return "empty";
  if (text.startsWith("PK\u0003\u0004")) return "a ZIP archive";
  if (text.startsWith("\u001f")) return "packed twice";
  const root = /<([a-z][\w:.-]*)/i.exec(text)?.[1];
  if (/<!doctype\s+html/i.test(text)) return "an HTML page";
  if (/^[[{]/.test(text)) return "JSON";
  if (root !== undefined) return kindOfRoot(root, text.includes("//wordpress.org/export/"));
  return "a file without XML";
}

/** What XML with this root element seems to be. */
export function kindOfRoot(name: string, isOfWordPress: boolean): string {
  if (isOfWordPress) return "a WordPress export (WXR)";
  switch (name.toLowerCase()) {
    case "html":
      return "an HTML page";
    case "rss":
    case "feed":
      return "a feed";
    case "disqus":
      return "XML with the root of a Disqus export in another namespace";
    default:
      return `XML of another format (<${name.slice(0, 40)}>)`;
  }
}
