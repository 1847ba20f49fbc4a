import { describe, expect, it } from "vitest";
import {
  namedThread,
  simpleThreads as threadsOfCall,
} from "../../../src/hugo/template/simple-shortcode.ts";
import { type ShortcodeCall, scanShortcodes } from "../../../src/shortcode/shortcode-lexer.ts";
import { siteWidget } from "../scan-fixture.ts";

const read = siteWidget.createReader();

/** What a call shows of a shortcode with this template. */
function simpleThreads(template: string, call: ShortcodeCall) {
  return threadsOfCall(template, call, read);
}

function callOf(text: string) {
  const [call] = scanShortcodes(text).calls;
  if (call === undefined) throw new Error(`there is no call in ${text}`);
  return call;
}

const widget = (settings: string) =>
  `<div id="c"></div><script>initComments({${settings}})</script>`;

describe("without a build, a shortcode's section is known", () => {
  it.each([
    ["the first parameter", 'commentSectionId: "{{ .Get 0 }}"', "{{< chat a-1 >}}"],
    ["a named parameter", 'commentSectionId: "{{ .Get "id" }}"', '{{< chat id="a-1" >}}'],
    ["a name in back quotes", 'commentSectionId: "{{ .Get `id` }}"', '{{< chat id="a-1" >}}'],
    ["without quotes around it", "commentSectionId: {{ .Get 0 }}", "{{< chat a-1 >}}"],
    ["with white space cut off", 'commentSectionId: "{{- .Get 0 -}}"', "{{< chat a-1 >}}"],
    ["through a safe function", 'commentSectionId: "{{ .Get 0 | safeJS }}"', "{{< chat a-1 >}}"],
    ["from the list", 'commentSectionId: "{{ index .Params 0 }}"', "{{< chat a-1 >}}"],
    ["a literal", 'commentSectionId: "a-1"', "{{< chat >}}"],
    ["beside a comment", '\n{{/* id */}}\ncommentSectionId: "a-1"', "{{< chat >}}"],
  ])("from %s", (_, settings, call) => {
    expect(simpleThreads(widget(settings), callOf(call))).toEqual([{ threadId: "a-1" }]);
  });

  it("with the site and the server that the template says", () => {
    const settings =
      'siteName: "blog", serverName: "cactus.chat", commentSectionId: "post-{{ .Get 0 }}"';
    expect(simpleThreads(widget(settings), callOf("{{< chat 17 >}}"))).toEqual([
      { threadId: "post-17", siteName: "blog", serverName: "cactus.chat" },
    ]);
  });
});

describe("only a build tells the section", () => {
  it.each([
    ["of a value of the page", 'commentSectionId: "{{ .Page.File.UniqueID }}"', "{{< chat a >}}"],
    ["that a function changes", 'commentSectionId: "{{ .Get 0 | urlize }}"', "{{< chat a >}}"],
    ["that has a default", 'commentSectionId: "{{ .Get 0 | default "x" }}"', "{{< chat a >}}"],
    [
      "on a condition",
      '{{ if .Get 1 }}commentSectionId: "{{ .Get 0 }}"{{ end }}',
      "{{< chat a >}}",
    ],
    ["where the call lacks the parameter", 'commentSectionId: "{{ .Get 0 }}"', "{{< chat >}}"],
    [
      "of a number that is printed in another way",
      "commentSectionId: {{ .Get 0 }}",
      "{{< chat 1.50 >}}",
    ],
    ["of a switch", 'commentSectionId: "{{ .Get 0 }}"', "{{< chat true >}}"],
    ["with signs that a script escapes", 'commentSectionId: "{{ .Get 0 }}"', '{{< chat "a&b" >}}'],
    ["that the browser works out", "commentSectionId: location.pathname", "{{< chat a >}}"],
  ])("%s", (_, settings, call) => {
    expect(simpleThreads(widget(settings), callOf(call))).toBeUndefined();
  });
});

it("a setting that comes from elsewhere is left out, and the section is known", () => {
  const settings = 'siteName: "{{ $cactus.name }}", commentSectionId: "{{ .Get 0 }}"';
  const template = `{{ $cactus := .Site.Params.cactus }}${widget(settings)}`;
  expect(simpleThreads(template, callOf("{{< chat a >}}"))).toMatchObject([
    { threadId: "a", siteName: undefined },
  ]);
});

it("a template without the widget shows no section", () => {
  expect(simpleThreads("<b>{{ .Get 0 }}</b>", callOf("{{< chat a >}}"))).toEqual([]);
});

it.each([
  ["{{< chat a >}}", "a"],
  ['{{< chat theme="dark" id="b" >}}', "b"],
  ['{{< chat room="c" >}}', "c"],
  ["{{< chat 17 >}}", "17"],
])("a shortcode that the user names shows by %s the section %s", (call, threadId) => {
  expect(namedThread(callOf(call))).toEqual([{ threadId }]);
});

it.each(["{{< chat >}}", '{{< chat " " >}}'])("and by %s none", (call) => {
  expect(namedThread(callOf(call))).toBeUndefined();
});
