import { markdownOf } from "../markdown/plain-text-markdown.ts";

/**
 * Plain text as its author would have had to write it in CWD's editor: CWD shows it as it is whenever its
 * panel saves it. Without the backslash before it, a line break would become a blank.
 * Source: CWD 0.1.11, `cwd-api/src/api/admin/updateComment.ts` (marked as it is by default)
 */
export function cwdMarkdownOf(text: string): string {
  return markdownOf(text).replace(/(?<=[^\n])\n(?=[^\n])/g, "\\\n");
}
