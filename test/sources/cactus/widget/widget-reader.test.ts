import { describe, expect, it } from "vitest";
import { lineAt } from "../../../../src/hugo/text/line-at.ts";
import {
  readWidgets,
  type WidgetOptions,
} from "../../../../src/sources/cactus/widget/widget-reader.ts";

const client = '<script src="https://latest.cactus.chat/cactus.js"></script>';

function threads(html: string, options?: WidgetOptions): readonly (string | undefined)[] {
  return readWidgets(html, options).map(({ address }) => address.threadId);
}

function reasons(html: string, options?: WidgetOptions): readonly string[] {
  return readWidgets(html, options).map((found) =>
    found.kind === "unreadable" ? found.reason : `complete: ${found.address.threadId}`,
  );
}

/** What a page holds, each with the line of its tag or call. */
function withLines(html: string, options?: WidgetOptions) {
  return readWidgets(html, options).map(({ offset, ...found }) => ({
    ...found,
    line: lineAt(html, offset),
  }));
}

const script = (code: string) => `${client}<div id="c"></div><script>${code}</script>`;

describe("a call of the client", () => {
  it("gives the section, the site, the server and the homeserver without a slash at its end", () => {
    const html = `<!doctype html>
<title>A post</title>
<div id="comment-section"></div>
<script>
  initComments({
    node: document.getElementById("comment-section"),
    defaultHomeserverUrl: "https://matrix.cactus.chat:8448/",
    serverName: "cactus.chat",
    siteName: "my-blog",
    commentSectionId: "first-post"
  })
</script>`;
    expect(withLines(html)).toEqual([
      {
        kind: "complete",
        line: 5,
        address: {
          threadId: "first-post",
          siteName: "my-blog",
          serverName: "cactus.chat",
          serverUrl: "https://matrix.cactus.chat:8448",
        },
      },
    ]);
  });

  it.each([
    ["single quotes", `initComments({commentSectionId:'x'})`],
    ["a template without expressions", "initComments({commentSectionId:`x`})"],
    ["a quoted key", `initComments({"commentSectionId":"x"})`],
    ["a computed key", `initComments({["commentSectionId"]:"x"})`],
    ["an escape", `initComments({commentSectionId:"\\u0078"})`],
    ["window", `window.initComments({commentSectionId:"x"})`],
    ["a bracket", `window["initComments"]({commentSectionId:"x"})`],
    ["an optional call", `window.initComments?.({commentSectionId:"x"})`],
    ["an optional chain", `window?.initComments?.({commentSectionId:"x"})`],
    ["a bundler's call", `(0,initComments)({commentSectionId:"x"})`],
    ["a condition", `if(typeof initComments!="undefined")initComments({commentSectionId:"x"})`],
    ["a short circuit", `window.initComments&&initComments({commentSectionId:"x"})`],
    ["an event", `addEventListener("load",()=>{initComments({commentSectionId:"x"})})`],
    ["a function", `function go(){return initComments({commentSectionId:"x"})}go()`],
    ["an async function", `(async()=>{await load();initComments({commentSectionId:"x"})})()`],
    ["an await at the top", `await load();initComments({commentSectionId:"x"})`],
    ["an import", `import {initComments} from "/c.js";initComments({commentSectionId:"x"})`],
    ["an import as", `import {initComments as show} from "/c.js";show({commentSectionId:"x"})`],
    ["a namespace", `import * as c from "/c.js";c.initComments({commentSectionId:"x"})`],
    ["another name", `const show=window.initComments;show({commentSectionId:"x"})`],
    ["a class", `class A{connect(){initComments({commentSectionId:"x"})}}`],
    ["an HTML comment in the script", `<!--\ninitComments({commentSectionId:"x"})\n//-->`],
    ["a CDATA mark", `//<![CDATA[\ninitComments({commentSectionId:"x"})\n//]]>`],
  ])("is found with %s", (_, code) => {
    expect(threads(script(code))).toEqual(["x"]);
  });

  it.each([
    ["a concatenation", `initComments({commentSectionId:"a"+"-"+"b"})`],
    ["a number in a concatenation", `initComments({commentSectionId:"a-b"+""})`],
    ["a template of known values", "const a='a';initComments({commentSectionId:`$" + "{a}-b`})"],
    ["a constant", `const id="a-b";initComments({commentSectionId:id})`],
    ["a variable that is set once", `let id;id="a-b";initComments({commentSectionId:id})`],
    ["a shorthand", `const commentSectionId="a-b";initComments({commentSectionId})`],
    ["a configuration", `const c={commentSectionId:"a-b"};initComments(c)`],
    ["a member", `var site={id:"a-b"};initComments({commentSectionId:site.id})`],
    ["a bracket member", `var site={id:"a-b"};initComments({commentSectionId:site["id"]})`],
    ["a deep member", `var s={c:{id:"a-b"}};initComments({commentSectionId:s.c.id})`],
    ["a spread", `const c={commentSectionId:"a-b"};initComments({node:n,...c})`],
    ["a spread of the unknown before it", `initComments({...c,commentSectionId:"a-b"})`],
    ["JSON", `initComments(JSON.parse('{"commentSectionId":"a-b"}'))`],
    [
      "settings that may exist",
      `window.c=window.c||{};c.commentSectionId="a-b";initComments(window.c)`,
    ],
    ["Object.assign", `initComments(Object.assign({node:n},{commentSectionId:"a-b"}))`],
    ["an assigned property", `var c={};c.commentSectionId="a-b";initComments(c)`],
    ["a property of window", `window.id="a-b";initComments({commentSectionId:window.id})`],
    ["a global name", `window.id="a-b";initComments({commentSectionId:id})`],
    ["a default", `initComments({commentSectionId:""||"a-b"})`],
    [
      "a name in a closure",
      `function f(){const e="a-b";g(()=>initComments({commentSectionId:e}))}`,
    ],
    [
      "the nearest of two names",
      `var e="q";function f(){var e="a-b";initComments({commentSectionId:e})}`,
    ],
    [
      "the place where a name is set",
      `var e="a-b",c={commentSectionId:e};function f(e){initComments(c)}`,
    ],
  ])("takes its section from %s", (_, code) => {
    expect(threads(script(code))).toEqual(["a-b"]);
  });

  it("takes a number as text, and white space as it is", () => {
    expect(threads(script("initComments({commentSectionId:2024})"))).toEqual(["2024"]);
    expect(threads(script('initComments({commentSectionId:" a b "})'))).toEqual([" a b "]);
  });

  it("takes names from an earlier script of the page, and the nearest where there are several", () => {
    const config = '<script>const config={siteName:"s"},id="one"</script>';
    const call = "<script>initComments({...config,commentSectionId:id})</script>";
    const other = '<script>var id="two";initComments({commentSectionId:id})</script>';
    expect(readWidgets(config + call + other).map(({ address }) => address)).toMatchObject([
      { threadId: "one", siteName: "s" },
      { threadId: "two", siteName: undefined },
    ]);
  });

  it("takes settings that scripts add to one after the other", () => {
    const first = '<script>window.c = window.c || {}; c.siteName = "s"</script>';
    const second = '<script>window.c = window.c || {}; c.commentSectionId = "x"</script>';
    const third = "<script>initComments(c)</script>";
    expect(readWidgets(first + second + third)).toMatchObject([
      { kind: "complete", address: { threadId: "x", siteName: "s" } },
    ]);
  });

  it.each([
    'const c=document.getElementById("c");initComments({node:c,commentSectionId:c.dataset.sectionId})',
    'initComments({commentSectionId:document.querySelector("#c").getAttribute("data-section-id")})',
    'initComments({...document.getElementById("c")?.dataset,commentSectionId:window.document.getElementById("c")?.dataset?.sectionId})',
    "initComments({commentSectionId:document.currentScript.dataset.id})",
  ])("takes its section from an element of the page: %s", (code) => {
    const html = `<div id=c data-section-id="a&amp;b"></div><div id=c data-section-id=no></div>
      <script data-id="a&amp;b">${code}</script>`;
    expect(threads(html)).toEqual(["a&b"]);
    const tag = '<script src=/c.js data-id="a&amp;b"></script>';
    expect(threads(`${html.split("<script")[0]}${tag}`, { scriptOf: () => code })).toEqual(["a&b"]);
  });

  it("has no section where the element has none", () => {
    const code = 'initComments({commentSectionId:document.getElementById("c").dataset.id})';
    expect(reasons(script(code))).toEqual(["it has no section id"]);
  });

  it("may wait for a reader's consent", () => {
    const code = 'initComments({commentSectionId:"x"})';
    expect(threads(`<script type="text/plain" data-category="social">${code}</script>`)).toEqual([
      "x",
    ]);
    const tag = '<script type="text/plain" data-src="c.js" data-comment-section-id="y"></script>';
    expect(threads(tag)).toEqual(["y"]);
    expect(threads(`<script type="text/plain" class="language-js">${code}</script>`)).toEqual([]);
  });

  it("may stand in an event attribute, where entities are HTML's", () => {
    const html = `\n<body onload="initComments({commentSectionId:&quot;a&amp;b&quot;})">`;
    expect(withLines(html)).toMatchObject([{ line: 2, address: { threadId: "a&b" } }]);
  });

  it("may stand in a script file of the site, at the line of its tag", () => {
    const files: Record<string, string> = {
      "/js/config.js": 'var site = { siteName: "s" };',
      "/js/comments.js": 'initComments({ ...site, commentSectionId: "from-file" });',
    };
    const html = `<script src=/js/config.js></script>\n<script defer src="/js/comments.js"></script>`;
    expect(withLines(html, { scriptOf: (src) => files[src] })).toMatchObject([
      { kind: "complete", line: 2, address: { threadId: "from-file", siteName: "s" } },
    ]);
  });
});

describe("the client's script tag", () => {
  it("gives the same by its attributes", () => {
    const html = `<div></div>
<script type="text/javascript" src="https://latest.cactus.chat/cactus.js"
        data-default-homeserver-url="https://matrix.cactus.chat:8448"
        data-server-name="cactus.chat"
        data-site-name="my-blog"
        data-comment-section-id="first-post">
</script>`;
    expect(withLines(html)).toEqual([
      {
        kind: "complete",
        line: 2,
        address: {
          threadId: "first-post",
          siteName: "my-blog",
          serverName: "cactus.chat",
          serverUrl: "https://matrix.cactus.chat:8448",
        },
      },
    ]);
  });

  it.each([
    ["without quotes", "<script src=c.js data-comment-section-id=a&b></script>"],
    ["with entities", '<script src=c.js data-comment-section-id="a&amp;b"></script>'],
    ["in capitals", "<SCRIPT SRC=c.js DATA-Comment-Section-ID='a&#38;b'></SCRIPT>"],
    ["from a local copy", '<script src="/c.1f3a.js" data-comment-section-id="a&b"></script>'],
    ["as a module", '<script type=module src=c.js data-comment-section-id="a&b"></script>'],
  ])("is read %s", (_, html) => {
    expect(threads(html)).toEqual(["a&b"]);
  });

  it("is read where a script makes it", () => {
    const code = `const s = document.createElement("script");
      s.setAttribute("data-site-name", "blog");
      s.setAttribute("data-comment-section-id", "made");
      s.src = "https://latest.cactus.chat/cactus.js"; document.body.append(s);`;
    expect(readWidgets(script(code))).toMatchObject([
      { kind: "complete", address: { threadId: "made", siteName: "blog" } },
    ]);
    expect(threads(script('s.dataset.siteName="b";s.dataset.commentSectionId="m"'))).toEqual(["m"]);
  });

  it("is no widget when it has no such attribute", () => {
    expect(readWidgets(`${client}<script data-site-name=x src=/stats.js></script>`)).toEqual([]);
  });
});

describe("what only a browser can tell", () => {
  it.each([
    ["initComments({commentSectionId:location.pathname})", "location.pathname"],
    ["initComments({commentSectionId:document.querySelector('.c').dataset.id})", ".c"],
    ["initComments({commentSectionId:document.getElementById('none').dataset.id})", "none"],
    ["initComments({commentSectionId:document.getElementById(name).dataset.id})", "name"],
    ["initComments(config)", "config"],
    ["initComments({commentSectionId:'a',...config})", "a spread"],
    ["let a='x';a='y';initComments({commentSectionId:a})", "a"],
    ["let a='x';a+='y';initComments({commentSectionId:a})", "a"],
    ["function f(id){initComments({commentSectionId:id})}f('x')", "id"],
    ["for(const id of ids)initComments({commentSectionId:id})", "id"],
    ["const {id}=site;initComments({commentSectionId:id})", "id"],
    ["id=id+'x';initComments({commentSectionId:id})", "id"],
    ["var a=b,b=a;initComments({commentSectionId:a})", "b"],
    ["const c={get commentSectionId(){return 'x'}};initComments(c)", "return 'x'"],
    ["const c={};c[k]='x';initComments({siteName:'s',commentSectionId:c.id})", "c.id"],
    ["s.setAttribute('data-comment-section-id',slug)", "slug"],
  ])("is reported: %s", (code, expected) => {
    const [found, ...more] = readWidgets(script(code));
    expect(found).toMatchObject({ kind: "unreadable", address: { threadId: undefined } });
    expect(reasons(script(code))[0]).toMatch(/^its section id is worked out in the browser \(/);
    expect(reasons(script(code))[0]).toContain(expected);
    expect(more).toEqual([]);
  });

  it.each([
    'initComments({siteName:"s"})',
    'initComments({commentSectionId:""})',
    'initComments({commentSectionId:" "})',
    "initComments({commentSectionId:null})",
    "initComments({commentSectionId:undefined})",
  ])("is reported where the section id is missing: %s", (code) => {
    expect(reasons(script(code))).toEqual(["it has no section id"]);
  });

  it("is reported where the tag has no section id", () => {
    const html = '<script src=c.js data-default-homeserver-url="https://a.example/"></script>';
    expect(readWidgets(html)).toMatchObject([
      {
        kind: "unreadable",
        reason: "it has no section id",
        address: { serverUrl: "https://a.example" },
      },
    ]);
  });

  it("is reported where the script has an error, and the other scripts are read", () => {
    const html = `\n${script("initComments({commentSectionId: })")}\n${script('initComments({commentSectionId:"b"})')}`;
    expect(withLines(html)).toMatchObject([
      { kind: "unreadable", line: 2, reason: "the script that shows them has an error" },
      { kind: "complete", line: 3 },
    ]);
  });

  it("keeps what is known beside it", () => {
    const code = 'initComments({siteName:"s",serverName:host,commentSectionId:slug()})';
    expect(readWidgets(script(code))).toMatchObject([
      { kind: "unreadable", address: { siteName: "s", serverName: undefined } },
    ]);
  });
});

describe("what is no widget", () => {
  const call = 'initComments({commentSectionId:"x"})';
  it.each([
    ["escaped code", `<pre><code>&lt;script&gt;${call}&lt;/script&gt;</code></pre>`],
    ["text", `<p>${call}</p>`],
    ["an HTML comment", `<!-- <script>${call}</script> -->`],
    ["a template", `<template><script>${call}</script></template>`],
    ["noscript", `<noscript><script>${call}</script></noscript>`],
    ["a textarea", `<textarea><script>${call}</script></textarea>`],
    ["JSON", `<script type="application/json">{"a":"${call.replaceAll('"', "'")}"}</script>`],
    ["a template's script type", `<script type="text/x-template">${call}</script>`],
    ["a comment in a script", `<script>/* ${call} */ // ${call}</script>`],
    ["a string in a script", `<script>const example='${call}'</script>`],
    ["a definition", "<script>function initComments(config){show(config)}</script>"],
    ["a call without an argument", "<script>initComments()</script>"],
    ["a call with a number", "<script>initComments(17)</script>"],
    ["a call with other options", "<script>initComments({postId:17})</script>"],
    ["a method", "<script>app.initComments(page)</script>"],
    [
      "a function of the page",
      "<script>function initComments(id){}\ninitComments(postId)</script>",
    ],
    ["the code of a tag that is fetched", `<script src=other.js>${call}</script>`],
    ["attributes of another element", '<div data-comment-section-id="3"></div>'],
  ])("stays out: %s", (_, html) => {
    expect(readWidgets(html)).toEqual([]);
  });

  it("stays out: the client's own code in a local copy", () => {
    const code = `(function(){function initComments(config){var node=config.node;
      Elm.Main.init({node:node,flags:config})}
      window.initComments=initComments;
      var script=document.currentScript;
      if(script.dataset.commentSectionId){initComments(script.dataset)}})()`;
    const html =
      '<script src=/cactus.js></script><script>initComments({commentSectionId:"x"})</script>';
    expect(threads(html, { scriptOf: () => code })).toEqual(["x"]);
    const tag = '<script src=/cactus.js data-comment-section-id="y"></script>';
    expect(threads(tag, { scriptOf: () => code })).toEqual(["y"]);
  });
});

describe("a page that explains Cactus and uses it", () => {
  it("has the widgets that it uses, each at its line", () => {
    const html = `<h1>How to</h1>
<pre>&lt;script&gt;initComments({commentSectionId: "example"})&lt;/script&gt;</pre>
${client}<script>initComments({commentSectionId:"one"})</script>
<script src="c.js" data-comment-section-id="two"></script>
<script>

  initComments({commentSectionId: "three"});
  initComments({commentSectionId: "four"});
</script>`;
    expect(withLines(html).map(({ line, address }) => [line, address.threadId])).toEqual([
      [3, "one"],
      [4, "two"],
      [7, "three"],
      [8, "four"],
    ]);
  });
});
