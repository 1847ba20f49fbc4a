/** Whether a text may show a comment section: it calls the client, or has its section id. */
export function mentionsWiring(text: string): boolean {
  return /\binitComments\b|comment-?section-?id/i.test(text);
}
