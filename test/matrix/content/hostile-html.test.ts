import naughtyStrings from "big-list-of-naughty-strings" with { type: "json" };
import fc from "fast-check";
import markdownIt from "markdown-it";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { ContentFormat } from "../../../src/matrix/content/content-format.ts";
import { escapeHtml } from "../../../src/matrix/content/html-text.ts";
import { mediaOf } from "../../../src/matrix/content/media.ts";
import { emoteOf, readMessage } from "../../../src/matrix/content/message.ts";
import { safeHtml } from "../../../src/matrix/content/safe-html.ts";
import { startBrowser } from "../../parts/browser.ts";
import { describeWith } from "../../parts/describe-with.ts";

const homeserver = "https://matrix.example";
const media = mediaOf(homeserver);
const attack = "window.ran = 1";

// The public corpus of Max Woolf, MIT: https://github.com/minimaxir/big-list-of-naughty-strings
const corpus = naughtyStrings.filter((text) => /[<&]|script:/i.test(text));

/** What parsers of HTML are known to stumble over, beside the corpus. */
const own = [
  `<svg><style><img src=x onerror="${attack}"></style></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${attack}"></style></mglyph></table></mtext></math>`,
  `<noscript><p title="</noscript><img src=x onerror='${attack}'>"></noscript>`,
  `<template><script>${attack}</script></template>`,
  `<a href="java&#115;cript:${attack}">x</a><a href=" javascript:${attack}">x</a>`,
  `<a href="data:text/html,<script>${attack}</script>">x</a>`,
  `<img src="mxc://a/b" alt="x" onerror="${attack}"><img src="https://evil.example/x.png">`,
  `<img src="mxc://a/b&quot; onerror=&quot;${attack}">`,
  `<div style="background:url(https://evil.example/x)" onclick="${attack}">x</div>`,
  `<link rel=stylesheet href=https://evil.example/x.css><style>@import "https://evil.example/";</style>`,
  `<meta http-equiv=refresh content="0;url=https://evil.example/"><base href="https://evil.example/">`,
  `<iframe srcdoc="<script>parent.ran = 1</script>"></iframe><object data="https://evil.example/">`,
  `<form action="https://evil.example/"><button formaction="javascript:${attack}">x</button></form>`,
  `<video poster="https://evil.example/p" src="https://evil.example/v" onloadstart="${attack}">`,
  `<input autofocus onfocus="${attack}"><details open ontoggle="${attack}">x</details>`,
  `<code class="language-x&quot; onmouseover=&quot;${attack}">x</code>`,
  `<span data-mx-spoiler="&quot; onmouseover=&quot;${attack}">x</span>`,
  `](javascript:${attack}) [x](javascript:${attack}) ![x](https://evil.example/y)`,
  `<p>[x](javascript:${attack})</p><pre><code>\`\`\`</code></pre><img src=x onerror=${attack}>`,
  `<a href="https://a.example/)![x](https://evil.example/z">x</a>`,
  `<img src="mxc://a/b" alt="](https://evil.example/)![y](https://evil.example/a">`,
  `<code>\`<img src=x onerror=${attack}>\`</code>`,
];

const vectors = [...corpus, ...own];

/** What a database would hold of a sender's text that is meant as an attack, in all its places. */
function stored(vector: string, format: ContentFormat): readonly string[] {
  const url = "mxc://media.example/abc";
  const contents = [
    { msgtype: "m.text", body: "x", format: "org.matrix.custom.html", formatted_body: vector },
    { msgtype: "m.text", body: vector },
    { msgtype: "m.image", body: vector, url },
    { msgtype: "m.image", body: vector, filename: vector, url: vector },
    { msgtype: "m.file", body: vector, url },
    { msgtype: "m.location", body: vector, geo_uri: `geo:${vector}` },
  ];
  const messages = contents.flatMap((content) =>
    [false, true].map((isReply) => readMessage(content, { isReply, media, format })),
  );
  const texts = messages.flatMap((message) => (message.kind === "other" ? [] : [message.text]));
  return [...texts, emoteOf(vector, "waves", format)];
}

const markdown = markdownIt({ html: true, linkify: false });

/** How a site shows what is stored, at its most careless. */
const shownAs = {
  text: escapeHtml,
  html: (content: string) => content,
  markdown: (content: string) => markdown.render(content),
} satisfies Record<ContentFormat, (content: string) => string>;

const seen = z.object({
  ran: z.boolean(),
  handlers: z.array(z.string()),
  links: z.array(z.string()),
  tags: z.array(z.string()),
});

/** Runs in the page: shows a content, does to it what a reader might, and says what came of it. */
const showAndTouch = `async (content) => {
  const main = document.querySelector("main");
  main.innerHTML = content;
  const elements = [...main.querySelectorAll("*")];
  for (const element of elements) {
    for (const type of ["click", "mouseover", "focus", "toggle", "error", "load"]) {
      element.addEventListener(type, (event) => event.preventDefault(), { once: true });
      element.dispatchEvent(new Event(type, { cancelable: true }));
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 0));
  const forbidden = /^(?:script|style|iframe|object|embed|form|input|link|meta|base|svg|math|video|audio)$/i;
  return {
    ran: Object.hasOwn(window, "ran"),
    handlers: elements.flatMap((element) =>
      element.getAttributeNames().filter((name) => /^on|^style$|^srcdoc$/.test(name)),
    ),
    links: elements
      .filter((element) => element.tagName === "A" && element.hasAttribute("href"))
      .map((link) => new URL(link.getAttribute("href"), document.baseURI).protocol),
    tags: elements.map((element) => element.tagName).filter((name) => forbidden.test(name)),
  };
}`;

describeWith("chromium")("a comment that is meant as an attack", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it("comes from a corpus worth the name", () => {
    expect(vectors.length).toBeGreaterThan(200);
  });

  it.each(["text", "html", "markdown"] as const)(
    "runs nothing and loads nothing from elsewhere as %s",
    async (format) => {
      const page = await browser.newPage();
      const requests: string[] = [];
      try {
        await page.route("**/*", async (route) => {
          const url = route.request().url();
          if (url === `${homeserver}/`) {
            await route.fulfill({ contentType: "text/html", body: "<!doctype html><main></main>" });
            return;
          }
          requests.push(url);
          await route.abort();
        });
        const harm: unknown[] = [];
        page.on("dialog", (dialog) => {
          harm.push(dialog.message());
          void dialog.dismiss();
        });
        for (const vector of vectors) {
          await page.goto(`${homeserver}/`);
          const html = stored(vector, format).map(shownAs[format]).join("<hr>");
          const answer = await page.evaluate(`(${showAndTouch})(${JSON.stringify(html)})`);
          const found = seen.parse(answer);
          const { links, ...others } = found;
          expect(others, vector).toEqual({ ran: false, handlers: [], tags: [] });
          const odd = links.filter((scheme) => !/^(?:https?|ftp|mailto|magnet|geo):$/.test(scheme));
          expect(odd, vector).toEqual([]);
        }
        expect(harm).toEqual([]);
        expect(requests.filter((url) => !url.startsWith(`${homeserver}/_matrix/media/`))).toEqual(
          [],
        );
      } finally {
        await page.close();
      }
    },
  );
});

describe("safe HTML", () => {
  const html = fc
    .array(fc.oneof(fc.constantFrom(...vectors), fc.string({ unit: "binary" })), { maxLength: 4 })
    .map((parts) => parts.join(""));

  it("stays the same when it is made safe again, but for pictures, whose addresses are new", () => {
    fc.assert(
      fc.property(html, fc.boolean(), (text, isReply) => {
        const once = safeHtml(text, { media, isReply }).replace(/<img [^>]*>/g, "");
        expect(safeHtml(once, { media, isReply: false })).toBe(once);
      }),
    );
  });

  it("is well-formed, so that nothing of it reaches the next comment", () => {
    fc.assert(
      fc.property(html, (text) => {
        const open: string[] = [];
        const safe = safeHtml(text, { media, isReply: false });
        for (const [, close, name = "", empty] of safe.matchAll(/<(\/?)([a-z\d]+)[^>]*?(\/?)>/g)) {
          if (close === "/") expect(open.pop()).toBe(name);
          else if (empty !== "/") open.push(name);
        }
        expect(open).toEqual([]);
        expect(safe.replace(/<\/?[a-z\d]+(?: [a-z-]+="[^"<>]*")*(?: \/)?>/g, "")).not.toMatch(
          /[<>]/,
        );
      }),
    );
  });
});
