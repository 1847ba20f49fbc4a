import { elementWidget } from "../page-widget/element-widget.ts";

/**
 * The widget of Commento, which is its script, and that of Comentario 3, which is an element of its own.
 * Sources: Commento 1.8 (`frontend/js/commento.js`, dataTagsLoad), Comentario 3
 * (`embed/src/comentario-comments.ts`)
 */
export const commentoWidget = elementWidget({
  name: "Commento",
  nameOfFiles: /comm?entario|commento/i,
  mark: /<comentario-comments\b|<script\b[^>]*\bsrc\s*=[^>]*\bcommento\.js\b/i,
  told: (tag, { src = "", "data-page-id": scriptId, "page-id": elementId }) => {
    if (tag === "comentario-comments") return { threadId: elementId };
    const isScript = tag === "script" && /\bcommento\.js(?:[?#]|$)/.test(src);
    return isScript ? { threadId: scriptId } : undefined;
  },
});
