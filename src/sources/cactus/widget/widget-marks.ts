import { widgetMarks } from "../../page-widget/widget-marks.ts";

const anyMark = /\binitComments\b|comment-?section-?id/i;
const placeMark = /\binitComments\b|data-comment-section-id/gi;
const wordOfWidget =
  /initComments|commentSectionId|data-(?:comment-section-id|default-homeserver-url)/i;

/** Where texts call the client, or give it a section id. */
export const marks = widgetMarks(anyMark, placeMark);

/** Whether a text has any of the words without which no page shows the widget; cheap. */
export function mayShow(text: string): boolean {
  return wordOfWidget.test(text);
}
