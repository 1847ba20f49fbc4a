import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported about pages and texts that a hand-made table can't hold as its map says. */
export const classicMessages = defineMessages({
  "page-form-without-origin": {
    severity: "error",
    message:
      "With page_form=address in schema-map, pages are named by their whole address, but the site's own address is not known.",
    remedy:
      "Set baseURL in the site's configuration to its full address, such as https://blog.example/, or choose another page_form. Nothing was written.",
  },
  "html-column-of-markdown": {
    severity: "error",
    message:
      "The column content_html in schema-map gets HTML, but content-format is markdown, of which this program makes none.",
    remedy: "Set content-format to text or html, or remove content_html. Nothing was written.",
  },
  "page-without-key": {
    severity: "error",
    message: ({ page, form }: Record<"page" | "form", string>) =>
      `The page ${page} has an empty name in your table by page_form=${form}: its address has nothing but slashes.`,
    remedy:
      "Set page_form to path, bare-path or address in schema-map if your comment system names this page so, or remove the comment section from the page.",
  },
});
