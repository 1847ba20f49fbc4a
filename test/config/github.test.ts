import { describe, expect, it } from "vitest";
import type { Thread } from "../../src/domain/page.ts";
import { load, problems } from "./sources.ts";

const least = { source: "github", "database-name": "comments", "d1-mode": "local" };

/** What a widget on a page is given. */
function shown(siteName: string, settings: Thread["settings"] = { widget: "giscus" }): Thread {
  const location = { file: "layouts/single.html", line: 3 };
  return { threadId: "posts/rye/", siteName, settings, location };
}

function github(inputs: Readonly<Record<string, string>>, threads: readonly Thread[] = []) {
  const { source } = load({ inputs: { ...least, ...inputs }, threads });
  if (source.kind !== "github") throw new Error(`the source is ${source.kind}`);
  return source;
}

describe("the repository with the comments", () => {
  it.each([
    "octo/blog",
    "https://github.com/octo/blog",
    "https://github.com/octo/blog/",
    " octo/blog.git ",
  ])("may be given as %s", (given) => {
    expect(github({ "github-repository": given }).repository).toBe("octo/blog");
  });

  it.each(["blog", "octo/", "octo/blog/issues", "octo/..", "octo blog/x"])(
    "can't be given as %j",
    (given) => {
      expect(problems({ inputs: { ...least, "github-repository": given } })).toEqual([
        expect.stringContaining("input github-repository: must be a repository, owner/name"),
      ]);
    },
  );

  it("is the one that the pages name, unless another is given", () => {
    const pages = [shown("octo/blog"), shown("octo/blog")];
    expect(github({}, pages).repository).toBe("octo/blog");
    expect(github({ "github-repository": "octo/old" }, pages).repository).toBe("octo/old");
  });

  it("has to be named where the pages name none, or several", () => {
    expect(problems({ inputs: least, threads: [] })).toEqual([
      expect.stringContaining("github-repository: is missing"),
    ]);
    expect(problems({ inputs: least, threads: [shown("octo/blog"), shown("octo/notes")] })).toEqual(
      [
        expect.stringContaining(
          'the site\'s pages have several: "octo/blog" (layouts/single.html:3)',
        ),
      ],
    );
  });
});

describe("what else the pages say", () => {
  it("is where giscus keeps comments, and how it names them on other pages", () => {
    const settings = { widget: "giscus", category: "Announcements", mapping: "url" };
    expect(github({}, [shown("octo/blog", settings)])).toMatchObject({
      threads: "discussions",
      category: "Announcements",
      label: undefined,
      mapping: "url",
    });
  });

  it.each(["utterances", "gitalk"])("is that %s keeps them in issues, with a label", (widget) => {
    const settings = { widget, label: "comments" };
    expect(github({}, [shown("octo/blog", settings)])).toMatchObject({
      threads: "issues",
      label: "comments",
      mapping: "pathname",
    });
  });

  it("names no other page where it is a title, which only the page itself has", () => {
    const settings = { widget: "giscus", mapping: "og:title" };
    expect(github({}, [shown("octo/blog", settings)]).mapping).toBeUndefined();
    expect(github({ "github-mapping": "url" }, [shown("octo/blog", settings)]).mapping).toBe("url");
  });
});

it("its settings are a mistake beside another source", () => {
  const inputs = { ...least, source: "disqus", "source-file": "a.xml", "github-label": "comments" };
  expect(problems({ inputs })).toEqual([
    "input github-label: is only for comments in discussions or issues, source: github; the source is disqus",
  ]);
});
