/**
 * A Markdown text with new content between the two comments that name a part of it.
 * @throws Error where it has no such part
 */
export function replaceMarked(markdown: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = markdown.indexOf(start);
  const to = markdown.indexOf(end);
  if (from < 0 || to < 0) throw new Error(`there is no ${start} … ${end}`);
  return `${markdown.slice(0, from + start.length)}\n${content}\n${markdown.slice(to)}`;
}
