import naughtyStrings from "big-list-of-naughty-strings" with { type: "json" };
import fc from "fast-check";
import { Parser } from "htmlparser2";
import markdownIt from "markdown-it";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { ContentFormat } from "../../../../src/domain/content-format.ts";
import { mediaOf } from "../../../../src/sources/cactus/content/media.ts";
import { emoteOf, readMessage } from "../../../../src/sources/cactus/content/message.ts";
import { withAddressesLinked } from "../../../../src/sources/html/bare-addresses.ts";
import { flattened, isWellNested } from "../../../../src/sources/html/flat-html.ts";
import { escapeHtml } from "../../../../src/sources/html/html-text.ts";
import { markdownOf } from "../../../../src/sources/html/markdown.ts";
import { allowedTags, safeHtml } from "../../../../src/sources/html/safe-html.ts";
import { startBrowser } from "../../../parts/browser/browser.ts";
import { describeWith } from "../../../parts/tiers/describe-with.ts";
import { randomHtml } from "./random-html.ts";

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

/** What Markdown would load or run, in each of the tags that it lets through, and beside blank lines. */
const remote = "![x](https://evil.example/y)";
const throughTags = [
  remote,
  `[x](javascript:${attack})`,
  `<![CDATA[`,
  "`",
  `\n\n${remote}\n\n`,
].flatMap((text) => [
  ...["u", "sup", "sub", "b", "s", "li", "blockquote", "h2", "code", "pre"].map(
    (tag) => `<${tag}>${text}</${tag}>`,
  ),
  `<table><caption>${text}</caption><tr><th>${text}</th></tr><tr><td>${text}</td></tr></table>`,
  `<details><summary>${text}</summary>${text}<p>${text}</p></details>`,
  `<ul><li><details><pre>a${text}</pre>${text}</details></li></ul>`,
  `<u>\n\n<p>${text}</p>\n\n</u>`,
  `<table><tr><td><pre>${text}</pre></td></tr></table>`,
  `<table><tr><td><img src="mxc://a/b" alt="${text}"></td></tr></table>`,
  `<u><img src="mxc://a/b" alt="${text}"></u>\`<u>\`${text}</u>`,
  `<a href="mailto:${text}">${text}</a>`,
]);
const throughAddresses = [
  "mailto:x",
  "magnet:?x",
  "https://a.example/?x",
  "https://a.example/#x",
].flatMap((address) =>
  [
    `<img src=x onerror='${attack}'>`,
    `>) ${remote}`,
    `\\) ${remote}`,
    `\` ${remote} \``,
    "\n\n[x]: ",
  ].map((text) => `<a href="${address} ${text}">x</a> <u><a href="${address} ${text}">x</a></u>`),
);

/** What a page with this HTML loads and links to, and its tags. */
function reachOf(html: string) {
  const found = { pictures: [] as string[], links: [] as string[], tags: new Set<string>() };
  const parser = new Parser({
    onopentag(tag, { src, href }) {
      found.tags.add(tag);
      if (src !== undefined) found.pictures.push(markdown.normalizeLink(src));
      if (href !== undefined) found.links.push(markdown.normalizeLink(href));
    },
  });
  parser.end(html);
  return found;
}

const vectors = [...corpus, ...own, ...throughTags, ...throughAddresses];

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
  return [...texts, emoteOf(vector, { text: "waves", isHtml: false }, format)];
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
        await page.goto(`${homeserver}/`);
        for (const vector of vectors) {
          const html = stored(vector, format).map(shownAs[format]).join("<hr>");
          const answer = await page.evaluate(`(${showAndTouch})(${JSON.stringify(html)})`);
          const found = seen.parse(answer);
          const { links, ...others } = found;
          expect(others, vector).toEqual({ ran: false, handlers: [], tags: [] });
          const odd = links.filter((scheme) => !/^(?:https?|ftp|mailto|magnet|geo):$/.test(scheme));
          expect(odd, vector).toEqual([]);
        }
        expect(harm).toEqual([]);
        await page.waitForLoadState("networkidle");
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
        const once = safeHtml(text, { media, withoutTextOf: isReply ? ["mx-reply"] : [] }).replace(
          /<img [^>]*>/g,
          "",
        );
        expect(safeHtml(once, { media })).toBe(once);
      }),
    );
  });

  it("is well-formed, so that nothing of it reaches the next comment", () => {
    fc.assert(
      fc.property(html, (text) => {
        const open: string[] = [];
        const safe = safeHtml(text, { media });
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

describe("safe HTML as Markdown", () => {
  it("loads and links to nothing that the HTML does not, and has no other tags", () => {
    fc.assert(
      fc.property(randomHtml, (html) => {
        const safe = safeHtml(html, { media });
        const shown = reachOf(markdown.render(markdownOf(safe)));
        const nested = isWellNested(safe) ? safe : flattened(safe);
        const meant = reachOf(withAddressesLinked(nested));
        expect(shown.pictures.filter((address) => !meant.pictures.includes(address))).toEqual([]);
        // The renderer writes an address in its own way, once more each time that it is rendered.
        const asRendered = meant.links.map((address) => markdown.normalizeLink(address));
        const known = [...meant.links, ...asRendered];
        expect(shown.links.filter((address) => !known.includes(address))).toEqual([]);
        expect([...shown.tags].filter((tag) => !allowedTags.includes(tag))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
