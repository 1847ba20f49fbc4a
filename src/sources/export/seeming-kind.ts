import type { SeemingKind } from "./export-fault.ts";

/** What a file with this beginning seems to be, for who expected something else. */
export function kindOfText(head: string): SeemingKind {
  const text = head.replace(/^[\uFEFF\s]+/, "");
  if (text === "") return { name: "empty" };
  if (text.startsWith("PK\u0003\u0004")) return { name: "a ZIP archive" };
  if (text.startsWith("\u001f")) return { name: "packed twice" };
  if (text.startsWith("SQLite format 3\0")) {
    return { name: "a SQLite database, such as Isso's", source: "isso" };
  }
  if (/<!doctype\s+html/i.test(text)) return { name: "an HTML page" };
  if (/^[[{]/.test(text)) return kindOfJson(text);
  if (!text.startsWith("<") && yamlComment.test(text)) {
    return { name: "comments of Staticman", source: "staticman" };
  }
  const root = /<([a-z][\w:.-]*)/i.exec(text)?.[1];
  if (root !== undefined) {
    return kindOfRoot(root, {
      isOfWordPress: text.includes("wordpress.org/export/"),
      isOfDisqus: text.includes("http://disqus.com"),
    });
  }
  return { name: "a file without XML or JSON" };
}

/** What XML with this root element seems to be, by the namespaces that it declares. */
export function kindOfRoot(
  name: string,
  { isOfWordPress, isOfDisqus }: { readonly isOfWordPress: boolean; readonly isOfDisqus: boolean },
): SeemingKind {
  if (isOfWordPress) return { name: "a WordPress export (WXR)", source: "wordpress" };
  switch (name.toLowerCase()) {
    case "html":
      return { name: "an HTML page" };
    case "rss":
    case "feed":
      return { name: "a feed" };
    case "disqus":
      return isOfDisqus
        ? { name: "a Disqus export", source: "disqus" }
        : { name: "XML with the root of a Disqus export in another namespace" };
    default:
      return { name: `XML of another format (<${name.slice(0, 40)}>)` };
  }
}

/** A comment of Staticman, or the first of wp2hugo's. */
const yamlComment = /^(?:---\s*)?(?:(?:- )?_id:\s|- id:.*\n\s+author_name:)/;

/** Keys that only one program writes, in the order in which they tell most. */
const jsonKinds: readonly (readonly [RegExp, SeemingKind])[] = [
  [/"commentHex"\s*:/, { name: "a Commento export", source: "commento" }],
  [
    /^\{\s*"version"\s*:\s*\d+\s*,\s*"(?:pages|comments)"\s*:|"userCreated"\s*:/,
    { name: "a Comentario export", source: "commento" },
  ],
  [/"(?:page_key|is_collapsed|is_pending)"\s*:/, { name: "Artrans", source: "artrans" }],
  [
    /^\{\s*"version"\s*:[^\n]*"(?:users|posts)"\s*:|"locator"\s*:/,
    { name: "a remark42 backup", source: "remark42" },
  ],
  // Databases have ids of this name as well; nobody's nick is in Staticman's form.
  [/^\{\s*"_id"\s*:(?![\s\S]*"nick"\s*:)/, { name: "comments of Staticman", source: "staticman" }],
  [/^\[[\s\S]*"comments"\s*:\s*\[/, { name: "JSON of Isso", source: "isso" }],
];

function kindOfJson(text: string): SeemingKind {
  return jsonKinds.find(([sign]) => sign.test(text))?.[1] ?? { name: "JSON of another format" };
}
