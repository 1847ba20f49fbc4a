const anyMark = /\binitComments\b|comment-?section-?id/i;
const placeMark = /\binitComments\b|data-comment-section-id/gi;
const wordOfWidget =
  /initComments|commentSectionId|data-(?:comment-section-id|default-homeserver-url)/i;

/** Where a template or script first calls the client or gives it a section id; undefined for none. */
export function markIn(text: string): number | undefined {
  const index = text.search(anyMark);
  return index < 0 ? undefined : index;
}

/** Where the HTML of a text calls the client, or a tag gives it a section id; offsets, in order. */
export function placesIn(text: string): readonly number[] {
  return [...text.matchAll(placeMark)].map(({ index }) => index);
}

/** Whether a text has any of the words without which no page shows the widget; cheap. */
export function mayShow(text: string): boolean {
  return wordOfWidget.test(text);
}
