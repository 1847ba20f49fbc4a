/**
 * A Markdown text in which something else stands between the comments that name a section.
 * @throws Error where it has no such section
 */
export function withSection(markdown: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = markdown.indexOf(start);
  const to = markdown.indexOf(end);
  if (from < 0 || to < 0) throw new Error(`there is no ${start} … ${end}`);
  return `${markdown.slice(0, from + start.length)}\n${content}\n${markdown.slice(to)}`;
}
