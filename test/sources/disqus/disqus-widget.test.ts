import { describe, expect, it } from "vitest";
import { disqusWidget } from "../../../src/sources/disqus/disqus-widget.ts";

const read = (html: string, address?: string) =>
  disqusWidget
    .createReader()(html, address === undefined ? {} : { address })
    .map((found) => (found.kind === "complete" ? found.address : found.reason));

/** As Hugo 0.160 prints its template. */
const ofHugo = (settings: string) => `<div id="disqus_thread"></div>
<script>
    window.disqus_config = function () {
    ${settings}
    };
    (function() {
        if (["localhost", "127.0.0.1"].indexOf(window.location.hostname) != -1) { return; }
        var d = document, s = d.createElement('script'); s.async = true;
        s.src = '//' + "crumbs-blog" + '.disqus.com/embed.js';
        s.setAttribute('data-timestamp', +new Date());
        (d.head || d.body).appendChild(s);
    })();
</script>`;

const url = "https://blog.example/posts/rye/";

describe("what Disqus calls a page", () => {
  it("is its identifier, of Hugo's own template", () => {
    const html = ofHugo(`this.page.identifier = 'post-17';\n this.page.url = '${url}';`);
    expect(read(html, "/other/")).toEqual([{ threadId: "post-17", siteName: "crumbs-blog" }]);
  });

  it("is the address that it is given, without an identifier", () => {
    const html = ofHugo("this.page.url = 'https:\\/\\/blog.example\\/caf\\u00e9\\/';");
    expect(read(html)).toMatchObject([{ threadId: "https://blog.example/café/" }]);
  });

  it("is the page's own address without both, also where an identifier is empty", () => {
    expect(read(ofHugo("this.page.identifier = '';"), url)).toMatchObject([{ threadId: url }]);
    expect(read(`<div id=disqus_thread></div>`, url)).toEqual([{ threadId: url }]);
  });

  it("is what the older variables say", () => {
    const html = `<div id="disqus_thread"></div><script>
var disqus_shortname = "crumbs"; var disqus_identifier = "/old/\\"rye\\"/";</script>`;
    expect(read(html, url)).toEqual([{ threadId: '/old/"rye"/', siteName: "crumbs" }]);
  });

  it("is nothing where a page has no widget, or where its address is not known", () => {
    expect(read("<p>We left disqus.com.</p>", url)).toEqual([]);
    expect(read(`<div id="disqus_thread"></div>`)).toEqual([]);
  });
});

it.each([
  ['{{ template "_internal/disqus.html" . }}', true],
  ['{{ partial "disqus.html" . }}', true],
  ["{{ partialCached 'disqus' . }}", false],
  ['<div id="disqus_thread"></div>', true],
  ['s.src = "https://crumbs.disqus.com/embed.js"', true],
  ["<p>We left Disqus.</p>", false],
])("a template with %s shows the widget: %s", (text, does) => {
  expect(disqusWidget.markIn(text) !== undefined).toBe(does);
});

it("content holds it at each of its elements", () => {
  expect(disqusWidget.placesIn(`a <div id="disqus_thread"></div> b <p id=disqus_thread>`)).toEqual([
    7, 38,
  ]);
});
