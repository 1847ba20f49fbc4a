import { describe, expect, it } from "vitest";
import { staticmanWidget } from "../../../src/sources/staticman/staticman-widget.ts";

const inputs = '<input type="hidden" name="options[slug]" value="bread">';
const form = `<p>Say something</p><form method="POST" action="https://api.example/v3/entry/github/a/b/main/comments">${inputs}</form>`;

function read(html: string, address?: string) {
  return staticmanWidget.createReader()(html, address === undefined ? {} : { address });
}

describe("Staticman's form", () => {
  it("sends comments of the page that it names", () => {
    expect(read(form, "/a/")).toEqual([
      { kind: "complete", offset: form.indexOf("<form"), address: { threadId: "bread" } },
    ]);
  });

  it.each([
    ["options[entryId]", "bread"],
    ["fields[slug]", "bread"],
    ["options[parent]", "bread"],
  ])("may name it in %s", (name, threadId) => {
    const other = form.replace("options[slug]", name);
    expect(read(other, "/a/")).toMatchObject([{ address: { threadId } }]);
  });

  it("names the page by what makes the folder", () => {
    const parent = '<input name="options[parent]" value="https://crumbs.example/bread/">';
    expect(read(form.replace(inputs, parent + inputs))).toMatchObject([
      { address: { threadId: "bread" } },
    ]);
  });

  it("may get its address from a script", () => {
    expect(read(`<form id="comment-form">${inputs}</form>`)).toMatchObject([
      { address: { threadId: "bread" } },
    ]);
  });

  it("that names no page is that of the page's path", () => {
    const nameless = form.replace(inputs, "");
    expect(read(nameless, "https://crumbs.example/bread/")).toMatchObject([
      { address: { threadId: "/bread/" } },
    ]);
    expect(read(nameless)).toMatchObject([{ kind: "unreadable" }]);
  });

  it.each([
    '<form action="/search"><input name="q"></form>',
    `<form action="/search"></form>${inputs}`,
    `<!-- ${form} -->`,
    "<p>/v3/entry/</p>",
  ])("is not on a page without it: %s", (html) => {
    expect(read(html, "/a/")).toEqual([]);
  });

  it("leaves its mark in templates", () => {
    const template = `{{ with .Site.Params.staticman }}<form action="{{ .api }}">`;
    expect(staticmanWidget.markIn(template)).toBe(template.indexOf(".Params"));
    expect(staticmanWidget.markIn("<form>")).toBeUndefined();
    expect(staticmanWidget.placesIn(form)).toEqual([form.indexOf("<form")]);
    expect(staticmanWidget.mayShow(form)).toBe(true);
    expect(staticmanWidget.nameOfFiles.test("staticman.html")).toBe(true);
  });
});
