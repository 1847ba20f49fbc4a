import { elementWidget } from "../page-widget/element-widget.ts";

/**
 * The widget of Isso: the element with the id `isso-thread`, of which a page has one.
 * Source: Isso 0.14 (`isso/js/embed.js`, `isso/js/app/api.js`), isso-comments.de/docs/reference/client-config
 */
export const issoWidget = elementWidget({
  name: "Isso",
  nameOfFiles: /\bisso\b/i,
  mark: /\bid\s*=\s*(["']?)isso-thread\b(?!-)/i,
  told: (_, { id, "data-isso-id": threadId }) => (id === "isso-thread" ? { threadId } : undefined),
});
