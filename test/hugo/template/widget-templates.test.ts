import { describe, expect, it } from "vitest";
import type { SourceFile } from "../../../src/hugo/template/template-files.ts";
import { widgetTemplates } from "../../../src/hugo/template/widget-templates.ts";
import { siteWidget } from "../scan-fixture.ts";

type Texts = Readonly<Record<string, string>>;

function sources(texts: Texts): readonly SourceFile[] {
  return Object.entries(texts).map(([path, text]) => ({ path, file: `/site/${path}`, text }));
}

/** Names of the shortcodes that show comments, and the other files that hold the widget. */
function found(templates: Texts, scripts: Texts = {}, named?: readonly string[]) {
  const files = { templates: sources(templates), scripts: sources(scripts) };
  const { shortcodes, others } = widgetTemplates(files, siteWidget, named);
  return {
    shortcodes: shortcodes.map(({ name }) => name),
    others: others.map(({ file, line }) => `${file}:${line}`),
  };
}

const widget = '<script>\ninitComments({ commentSectionId: "{{ .Get 0 }}" })</script>';

describe("a shortcode shows comments", () => {
  it("where its template holds the widget", () => {
    expect(found({ "shortcodes/chat.html": widget }).shortcodes).toEqual(["chat"]);
  });

  it("where it is in Hugo's new folder, in a folder of its own, or for one format or language", () => {
    const templates = {
      "_shortcodes/one.html": widget,
      "shortcodes/my/Two.html": widget,
      "shortcodes/three.amp.html": widget,
      "shortcodes/four.de.html": widget,
    };
    expect(found(templates).shortcodes).toEqual(["one", "my/two", "three", "four"]);
  });

  it.each([
    ["a partial", '{{ partial "comments/cactus.html" . }}'],
    ["a partial without its ending", '{{ partial "comments/cactus" . }}'],
    ["a partial in back quotes", "{{ partial `comments/cactus.html` . }}"],
    ["a partial that is kept", '{{ partialCached "comments/cactus.html" . }}'],
    ["a partial by its longer name", '{{ partials.Include "comments/cactus.html" . }}'],
    ["a template", '{{ template "partials/comments/cactus.html" . }}'],
    ["a partial whose name is put together", '{{ partial (printf "comments/%s" .kind) . }}'],
    ["a partial of any name", "{{ partial $name . }}"],
    ["a partial in brackets", '{{ with (partial "comments/cactus.html" .) }}{{ . }}{{ end }}'],
  ])("where it calls %s that holds it", (_, text) => {
    const templates = { "shortcodes/chat.html": text, "partials/comments/cactus.html": widget };
    expect(found(templates).shortcodes).toEqual(["chat"]);
  });

  it("where it calls the widget over several partials, or one that is defined beside another", () => {
    const templates = {
      "shortcodes/far.html": '{{ partial "a.html" . }}',
      "shortcodes/defined.html": '{{ template "inside" . }}',
      "partials/a.html": '{{ partial "b.html" . }}',
      "_partials/b.html": '{{ partial "c.html" . }}',
      "partials/c.html": `{{ define "inside" }}${widget}{{ end }}`,
    };
    expect(found(templates).shortcodes).toEqual(["far", "defined"]);
  });

  it("where it loads a script that does", () => {
    const templates = { "shortcodes/chat.html": '{{ $js := resources.Get "js/comments.js" }}' };
    const scripts = { "js/comments.js": "initComments(window.settings)" };
    expect(found(templates, scripts).shortcodes).toEqual(["chat"]);
  });

  it("not where it, or what it calls, is about something else", () => {
    const templates = {
      "shortcodes/box.html": "<div>{{ .Inner }}</div>",
      "shortcodes/figure.html": '{{ partial "picture.html" . }}',
      "shortcodes/chart.html": '{{ partial (printf "charts/%s" .kind) . }}',
      "partials/picture.html": "<img>",
      "partials/comments/cactus.html": widget,
    };
    expect(found(templates).shortcodes).toEqual([]);
  });

  it("where the user names it, and nowhere else then", () => {
    const templates = { "shortcodes/chat.html": widget, "shortcodes/talk.html": "" };
    expect(found(templates, {}, ["Talk"]).shortcodes).toEqual(["talk"]);
  });

  it("also where templates call each other in a circle", () => {
    const templates = {
      "shortcodes/chat.html": '{{ partial "a.html" . }}',
      "partials/a.html": '{{ partial "b.html" . }}',
      "partials/b.html": `{{ partial "a.html" . }}${widget}`,
    };
    expect(found(templates).shortcodes).toEqual(["chat"]);
  });
});

it("layouts, partials and scripts that hold the widget are told with its line", () => {
  const templates = {
    "_default/single.html": `<html>\n${widget}`,
    "_default/list.html": "<html>",
    "shortcodes/chat.html": widget,
  };
  const scripts = { "js/comments.js": "\n\ninitComments({})" };
  expect(found(templates, scripts).others).toEqual([
    "/site/_default/single.html:3",
    "/site/js/comments.js:3",
  ]);
});
