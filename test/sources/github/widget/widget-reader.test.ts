import { describe, expect, it } from "vitest";
import { githubWidget } from "../../../../src/sources/github/widget/github-widget.ts";

const address = "https://blog.example/posts/a/";
const head =
  '<!doctype html><html><head><title>A – Blog</title><meta property="og:title" content="A"></head><body>';

/** What a page with this HTML in its body shows. */
function read(html: string, scripts: Readonly<Record<string, string>> = {}) {
  const page = { address, scriptOf: (src: string) => scripts[src] };
  return githubWidget.createReader()(`${head}${html}</body></html>`, page);
}

function terms(html: string, scripts?: Readonly<Record<string, string>>): readonly string[] {
  return read(html, scripts).map((found) =>
    found.kind === "complete" ? found.address.threadId : `unreadable: ${found.reason}`,
  );
}

function giscus(attributes: string): string {
  return `<script src="https://giscus.app/client.js" data-repo="octo/blog" data-repo-id="R_1" ${attributes} crossorigin="anonymous" async></script>`;
}

describe("a giscus script tag", () => {
  it("says its repository, its thread on this page, and how it finds that", () => {
    const tag = giscus(
      'data-category="Blog comments" data-category-id="DIC_1" data-mapping="pathname" data-strict="0"',
    );
    expect(read(tag)).toEqual([
      {
        kind: "complete",
        offset: head.length,
        address: {
          threadId: "posts/a/",
          siteName: "octo/blog",
          settings: {
            widget: "giscus",
            category: "Blog comments",
            categoryId: "DIC_1",
            mapping: "pathname",
          },
        },
      },
    ]);
  });

  it.each([
    ["", "posts/a/"],
    ['data-mapping="url"', "https://blog.example/posts/a/"],
    ['data-mapping="title"', "A – Blog"],
    ['data-mapping="og:title"', "A"],
    ['data-mapping="specific" data-term="hello"', "hello"],
    ['data-mapping="number" data-term="17"', "#17"],
    ['data-strict="1"', "sha1:eccd0f9a9820cae9a5ef002073c21f929f9228a7"],
    ['data-mapping="specific"', "unreadable: it has no term"],
    ['data-mapping="number" data-term="x"', "unreadable: it has no number of a thread"],
  ])("is read by its mapping: %s", (attributes, term) => {
    expect(terms(giscus(attributes))).toEqual([term]);
  });

  it("is read as minifiers leave it", () => {
    const tag =
      "<script src=https://giscus.app/client.js data-repo=octo/blog data-repo-id=R_1 data-mapping=og:title async></script>";
    expect(terms(tag)).toEqual(["A"]);
  });

  it("is read where its client is on a server of one's own", () => {
    expect(terms(giscus("").replace("giscus.app", "comments.example"))).toEqual(["posts/a/"]);
  });

  it("is read where a consent manager keeps it from running", () => {
    const kept = giscus("").replace("<script src", '<script type="text/plain" data-src');
    expect(terms(kept)).toEqual(["posts/a/"]);
  });

  it.each([
    ["a comment", (tag: string) => `<!-- ${tag} -->`],
    ["a template", (tag: string) => `<template>${tag}</template>`],
    ["a listing", (tag: string) => `<pre>${tag.replaceAll("<", "&lt;")}</pre>`],
  ])("is none in %s", (_, within) => {
    expect(read(within(giscus("")))).toEqual([]);
  });

  it("is one thread where a page has it twice", () => {
    expect(terms(giscus("") + giscus(""))).toEqual(["posts/a/"]);
  });
});

describe("a page's title", () => {
  it("is what browsers make of it", () => {
    const page = `<head><title>\n  A &amp;\tB </title></head>${giscus('data-mapping="title"')}`;
    const [found] = githubWidget.createReader()(page, { address });
    expect(found).toMatchObject({ address: { threadId: "A & B" } });
  });
});

describe("a page's title for links", () => {
  it.each([
    ["giscus", '<meta name="title" content="B">', "B"],
    ["giscus", '<meta name="og:title" content="B">', undefined],
    ["utterances", '<meta name="og:title" content="B">', "B"],
    ["utterances", '<meta name="title" content="B">', undefined],
  ])("is found by %s in %s", (widget, meta, title) => {
    const tag =
      widget === "giscus"
        ? giscus('data-mapping="og:title"')
        : '<script src="https://utteranc.es/client.js" repo="o/b" issue-term="og:title"></script>';
    const [found] = githubWidget.createReader()(`<head>${meta}</head>${tag}`, { address });
    expect(found?.kind === "complete" ? found.address.threadId : undefined).toBe(title);
  });
});

describe("a giscus element", () => {
  it("is read as the script tag is", () => {
    const element =
      '<script type="module" src="https://esm.sh/giscus"></script><giscus-widget id="comments" repo="octo/blog" repoid="R_1" category="Ann" categoryid="DIC_1" mapping="og:title" strict="0"></giscus-widget>';
    expect(read(element)).toMatchObject([
      {
        address: {
          threadId: "A",
          siteName: "octo/blog",
          settings: { widget: "giscus", category: "Ann", categoryId: "DIC_1" },
        },
      },
    ]);
  });
});

describe("an utterances script tag", () => {
  const tag = (attributes: string) =>
    `<script src="https://utteranc.es/client.js" ${attributes} theme="github-light" crossorigin="anonymous" async></script>`;

  it("says its repository, its thread on this page, and its label", () => {
    expect(read(tag('repo="octo/blog" issue-term="pathname" label="💬"'))).toMatchObject([
      {
        kind: "complete",
        address: {
          threadId: "posts/a/",
          siteName: "octo/blog",
          settings: { widget: "utterances", mapping: "pathname", label: "💬" },
        },
      },
    ]);
  });

  it.each([
    ['repo="o/b" issue-term="url"', "https://blog.example/posts/a/"],
    ['data-repo="o/b" data-issue-term="title"', "A – Blog"],
    ['repo="o/b" issue-term="og:title"', "A"],
    ['repo="o/b" issue-term="Comments on A"', "Comments on A"],
    ['repo="o/b" issue-number="17"', "#17"],
    ['repo="o/b" issue-term="pathname" issue-number="17"', "posts/a/"],
    ['repo="o/b" issue-term=""', "unreadable: it has no term"],
    ['repo="o/b"', "unreadable: it has no number of a thread"],
  ])("is read by its attributes: %s", (attributes, term) => {
    expect(terms(tag(attributes))).toEqual([term]);
  });
});

describe("a call of gitalk", () => {
  const call = (more: string) =>
    `<div id="gitalk-container"></div><script>const gitalk = new Gitalk({clientID: "a", clientSecret: "b", repo: "blog", owner: "octo", admin: ["octo"], ${more}}); gitalk.render("gitalk-container");</script>`;

  it("says its repository and the label of its thread", () => {
    expect(read(call('id: "post-a", labels: ["Talk"]'))).toMatchObject([
      {
        kind: "complete",
        address: {
          threadId: "post-a",
          siteName: "octo/blog",
          settings: { widget: "gitalk", label: "Talk" },
        },
      },
    ]);
  });

  it.each([
    ["", "https://blog.example/posts/a/"],
    ["id: location.pathname", "/posts/a/"],
    ["id: window.location.href", "https://blog.example/posts/a/"],
    ["id: document.title", "A – Blog"],
    // printf /posts/a/ | md5sum
    ["id: md5(location.pathname)", "a8d7bdd045a8f7cb907f3c5a0cbb0ba3"],
    ["id: decodeURI(location.pathname).substring(0, 5)", "/post"],
    ["number: 17", "#17"],
    ["id: idOf(page)", "unreadable: its id is worked out in the browser (idOf(page))"],
  ])("is read by its options: %s", (more, term) => {
    expect(terms(call(more))).toEqual([term]);
  });
});

describe("a script that makes a widget's tag", () => {
  const setting = `
    const s = document.createElement("script");
    s.src = "https://giscus.app/client.js";
    s.setAttribute("data-repo", "octo/blog");
    s.setAttribute("data-repo-id", "R_1");
    s.setAttribute("data-mapping", "specific");
    s.setAttribute("data-term", "hello");
    s.setAttribute("data-theme", themeOf(document));
    document.body.appendChild(s);`;

  it("is read where it sets attributes", () => {
    expect(terms(`<script>${setting}</script>`)).toEqual(["hello"]);
  });

  it("is read where the site serves it as a file", () => {
    expect(terms('<script src="/js/main.js"></script>', { "/js/main.js": setting })).toEqual([
      "hello",
    ]);
  });

  it("is read where it has an object of attributes", () => {
    const script = `
      const attributes = { src: "https://giscus.app/client.js", "data-repo": "octo/blog",
        "data-repo-id": "R_1", "data-mapping": "pathname", "data-strict": "1" };
      const s = document.createElement("script");
      Object.entries(attributes).forEach(([key, value]) => s.setAttribute(key, value));
      document.querySelector("#comments").appendChild(s);`;
    expect(terms(`<script>${script}</script>`)).toEqual([
      "sha1:eccd0f9a9820cae9a5ef002073c21f929f9228a7",
    ]);
  });

  it("is read where it fills dataset", () => {
    const script = `
      const s = Object.assign(document.createElement("script"), { async: true });
      s.src = "https://giscus.app/client.js";
      s.dataset.repo = "octo/blog"; s.dataset.repoId = "R_1"; s.dataset.mapping = "og:title";`;
    expect(terms(`<script>${script}</script>`)).toEqual(["A"]);
  });

  it("is read for utterances, too", () => {
    const script = `function load() { var s = document.createElement('script');
      s.src = 'https://utteranc.es/client.js'; s.setAttribute('repo', 'octo/blog');
      s.setAttribute('issue-term', 'pathname'); document.getElementById('c').appendChild(s) } load();`;
    expect(terms(`<script>${script}</script>`)).toEqual(["posts/a/"]);
  });

  it("is unreadable where only a browser knows what it sets, and the script says what", () => {
    const script = setting.replace('"specific"', "config.mapping");
    expect(terms(`<script>${script}</script>`)).toEqual([
      "unreadable: its term is worked out in the browser (config.mapping)",
    ]);
  });

  it("is unreadable where it writes HTML", () => {
    const script =
      'document.write(\'<script src="https://utteranc.es/client.js" repo="octo/blog" issue-term="pathname"></scr\' + \'ipt>\')';
    expect(terms(`<script>${script}</script>`)).toEqual([
      "unreadable: a script puts them on the page in a way that only a browser could follow",
    ]);
  });

  it("is unreadable where the script has an error", () => {
    expect(terms(`<script>${setting} if (</script>`)).toEqual([
      "unreadable: the script that shows them has an error",
    ]);
  });

  it("is unreadable where its attributes are copied from an element", () => {
    const script = `const place = document.getElementById("comments");
      const s = document.createElement("script"); s.src = "https://giscus.app/client.js";
      for (const { name, value } of place.attributes) s.setAttribute(name, value);`;
    const place = '<div id="comments" data-mapping="pathname"></div>';
    expect(terms(`${place}<script>${script}</script>`)).toEqual([
      "unreadable: a script puts them on the page in a way that only a browser could follow",
    ]);
  });

  it("is no riddle where the widget is found beside it", () => {
    const script = 'const client = "https://giscus.app/client.js"; prefetch(client);';
    expect(terms(`<script>${script}</script>${giscus("")}`)).toEqual(["posts/a/"]);
  });

  it("is none where the script only looks for it", () => {
    const script = `document.querySelector('script[src="https://giscus.app/client.js"]')?.remove();
      document.querySelector("script[src^='https://utteranc.es/client']")?.remove();`;
    expect(read(`<script>${script}</script>`)).toEqual([]);
  });

  it("is none where the script only speaks to the widget", () => {
    const script = `document.querySelector("iframe.giscus-frame")?.contentWindow
      .postMessage({ giscus: { setConfig: { theme: "dark" } } }, "https://giscus.app");`;
    expect(read(`<script>${script}</script>`)).toEqual([]);
  });
});

describe("a theme that gives all pages one script, and each its configuration", () => {
  const config = (comment: object) =>
    `<script>window.config={"comment":${JSON.stringify(comment)},"search":{"type":"lunr"}};</script><script src="/js/theme.min.js"></script>`;
  const scripts = {
    "/js/theme.min.js": `class Theme { constructor() { this.config = window.config }
      initComment() {
        const g = this.config.comment.giscus, u = this.config.comment.utterances;
        if (g) { const s = document.createElement("script"); s.src = "https://giscus.app/client.js";
          s.setAttribute("data-repo", g.repo); s.setAttribute("data-repo-id", g.repoId);
          s.setAttribute("data-mapping", g.mapping); }
        if (u) { const s = document.createElement("script"); s.src = "https://utteranc.es/client.js";
          s.setAttribute("issue-term", u.issueTerm); s.setAttribute("repo", u.repo); }
        if (this.config.comment.gitalk) new Gitalk(this.config.comment.gitalk).render("gitalk");
      } }`,
  };

  it.each([
    [
      "giscus",
      { repo: "octo/blog", repoId: "R_1", categoryId: "DIC_1", mapping: "title", term: "" },
      {
        threadId: "A – Blog",
        settings: { widget: "giscus", mapping: "title", categoryId: "DIC_1" },
      },
    ],
    [
      "utterances",
      { repo: "octo/blog", issueTerm: "pathname", label: "talk" },
      { threadId: "posts/a/", settings: { widget: "utterances", label: "talk" } },
    ],
    [
      "gitalk",
      { admin: ["octo"], clientID: "c", clientSecret: "s", id: "a-1", owner: "octo", repo: "blog" },
      { threadId: "a-1", settings: { widget: "gitalk" } },
    ],
  ])("is read by that: %s", (widget, given, expected) => {
    expect(read(config({ [widget]: given }), scripts)).toMatchObject([
      { kind: "complete", address: { siteName: "octo/blog", ...expected } },
    ]);
  });

  it("is unreadable where a page's configuration is elsewhere", () => {
    const reasons = terms(config({}), scripts);
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(reason).toMatch(/^unreadable: /);
  });

  it("is none by a configuration of something else", () => {
    const other = { repo: "octo/blog", owner: "octo", branch: "main" };
    expect(read(config({ editPage: other }))).toEqual([]);
  });
});

describe("a template", () => {
  it.each([
    [
      '{{ with .Site.Params.giscus }}<script src="https://giscus.app/client.js" data-repo="{{ .repo }}"',
      32,
    ],
    ['<giscus-widget repo="x">', 0],
    ['<script src="https://utteranc.es/client.js"', 13],
    ['s.setAttribute("data-repo-id", "{{ .repoId }}")', 16],
    ["var gitalk = new Gitalk({", 13],
  ])("shows that it holds a widget: %s", (text, offset) => {
    expect(githubWidget.markIn(text)).toBeGreaterThanOrEqual(0);
    expect(githubWidget.markIn(text)).toBeLessThanOrEqual(offset + 20);
    expect(githubWidget.mayShow(text)).toBe(true);
  });

  it.each(["<p>Powered by GitHub</p>", '<script src="/js/main.js"></script>'])(
    "shows that it holds none: %s",
    (text) => {
      expect(githubWidget.markIn(text)).toBeUndefined();
      expect(githubWidget.mayShow(text)).toBe(false);
    },
  );

  it("has as many places as it has widgets", () => {
    const text = `a ${giscus("")} b <giscus-widget></giscus-widget>`;
    expect(githubWidget.placesIn(text)).toEqual([
      text.indexOf("giscus.app/client"),
      text.indexOf("<giscus-widget"),
    ]);
  });
});
