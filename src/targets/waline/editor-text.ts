/** Shows nothing, and joins what is beside it. */
const joiner = "\u2060";

/** Behind these a tag, and the address of a link or picture, would begin. */
const openings = ["<", "]"];

/**
 * What Waline's editor is given of a text. Its preview takes HTML for HTML and runs it in the
 * administrator's browser, and Waline's two renderers of Markdown share no sign that would take the
 * meaning of another one: so a character that shows nothing follows what could begin a tag, or lead to
 * an address.
 * Source: parseMarkdown in Waline's packages/client/src/utils/markdown.ts (marked) and renderMarkdown in
 * Waline on Worker's src/utils/markdown.ts
 */
export function editorText(text: string): string {
  return text.replaceAll(/<(?=[a-z/!?\u2060])|\](?=[(:\u2060])/gi, `$&${joiner}`);
}

/** SQL expression of the text that {@link editorText} made `column` of. */
export function textOfEditor(column: string): string {
  return openings.reduce(
    (sql, sign) => `replace(${sql}, '${sign}' || char(${joiner.charCodeAt(0)}), '${sign}')`,
    column,
  );
}
