import { describe, expect, it } from "vitest";
import { commentoWidget } from "../../../src/sources/commento/commento-widget.ts";

const script = '<script defer src="https://cdn.commento.io/js/commento.js"></script>';
const commento = `<div id="commento"></div>${script}`;
const comentario =
  '<script defer src="https://c.example/comentario.js"></script><comentario-comments></comentario-comments>';

function read(html: string, address?: string) {
  return commentoWidget.createReader()(html, address === undefined ? {} : { address });
}

describe("Commento's widget", () => {
  it.each([
    [commento, commento.indexOf("<script")],
    [comentario, comentario.indexOf("<comentario")],
  ])("shows the thread of the page's path: %s", (html, offset) => {
    expect(read(html, "https://crumbs.example/bread/")).toEqual([
      { kind: "complete", offset, address: { threadId: "/bread/" } },
    ]);
    expect(read(html)).toMatchObject([{ kind: "unreadable" }]);
  });

  it.each([
    commento.replace("defer", 'defer data-page-id="/a/"'),
    comentario.replace("<comentario-comments", '<comentario-comments page-id="/a/"'),
  ])("shows the thread that it is told: %s", (html) => {
    expect(read(html, "/bread/")).toMatchObject([{ address: { threadId: "/a/" } }]);
  });

  it.each(["<script>commento.js</script>", `<!-- ${commento} -->`, "<p>Commento</p>"])(
    "is not on a page that only speaks of it: %s",
    (html) => {
      expect(read(html, "/a/")).toEqual([]);
    },
  );

  it("leaves its mark in templates", () => {
    expect(commentoWidget.markIn(`{{ x }}${script}`)).toBe(7);
    expect(commentoWidget.placesIn(comentario)).toEqual([comentario.indexOf("<comentario")]);
    expect(commentoWidget.nameOfFiles.test("comentario.html")).toBe(true);
  });
});
