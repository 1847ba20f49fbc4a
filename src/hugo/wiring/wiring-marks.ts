import { lineAt } from "../text/line-at.ts";

const marks = /\binitComments\b|comment-?section-?id/i;

/** Whether a text may show a comment section: it calls the client, or has its section id. */
export function mentionsWiring(text: string): boolean {
  return marks.test(text);
}

/** The line, from 1, in which it does so; undefined where it does not. */
export function wiringLine(text: string): number | undefined {
  const index = text.search(marks);
  return index < 0 ? undefined : lineAt(text, index);
}
