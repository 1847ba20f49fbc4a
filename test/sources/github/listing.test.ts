import { describe, expect, it } from "vitest";
import { MigrationError } from "../../../src/domain/migration-error.ts";
import { type ModelIssue, repositoryId } from "../../parts/github/comments/model.ts";
import {
  giscusDiscussion,
  gitalkIssue,
  utterancesIssue,
} from "../../parts/github/comments/threads-of-widgets.ts";
import { comment, github, open } from "./with-github.ts";

const repository = "Octo/Blog";
const url = "https://blog.example/posts/a/";

describe("a list of discussions", () => {
  it("says of each what giscus would find it by, its page's address, its first comment's time, and how many comments it has", async () => {
    const opened = giscusDiscussion({ number: 17, term: "posts/a/", url, description: "About a" }, [
      { ...comment(3), replies: [comment(4), comment(5)] },
      comment(6),
    ]);
    const source = await open(await github({ repository, discussions: [opened] }));
    expect(source.threads).toEqual([
      {
        id: "discussions/17",
        addresses: [url],
        identifiers: ["posts/a/", "#17", "sha1:eccd0f9a9820cae9a5ef002073c21f929f9228a7"],
        title: "posts/a/",
        date: new Date(Date.UTC(2024, 0, 1, 0, 0, 3)),
        comments: 4,
        mayBeOther: false,
      },
    ]);
    expect(source.site).toBe("Octo/Blog");
    expect(source.comments.names).toEqual([`github:${repositoryId}`]);
    expect(source.findings).toEqual([]);
  });

  it("knows a repository under another name and owner as the same one", async () => {
    const apis = await github({ repository });
    const before = await open(apis);
    apis.model = { repository: "octo-press/site" };
    const now = await open(apis, { repository: "octo-press/site" });
    expect(now.site).toBe("octo-press/site");
    expect(now.comments.names).toEqual(before.comments.names);
  });

  it("says of a thread that no widget opened that it may be about something else", async () => {
    const asked = { number: 3, title: "Does it rise?", body: "Mine doesn't.", author: "ada" };
    const source = await open(
      await github({ repository, discussions: [{ ...asked, comments: [comment(1)] }] }),
    );
    expect(source.threads).toMatchObject([{ mayBeOther: true }]);
  });

  it("has those of one category where one is named, in whatever case, by name or id", async () => {
    const discussions = [
      giscusDiscussion({ number: 1, term: "a", url }, [], "Announcements"),
      giscusDiscussion({ number: 2, term: "b", url }, [], "Blog comments"),
      giscusDiscussion({ number: 3, term: "c", url }, [], "Q&A"),
    ];
    const apis = await github({ repository, discussions });
    const listed = async (category?: string) => {
      const { threads } = await open(apis, { category });
      return threads.map(({ id }) => id);
    };
    expect(await listed("blog COMMENTS")).toEqual(["discussions/2"]);
    expect(await listed("DIC_blog-comments")).toEqual(["discussions/2"]);
    expect(await listed()).toEqual(["discussions/1", "discussions/2", "discussions/3"]);
  });

  it("names the categories there are where the one named isn't", async () => {
    const apis = await github({ repository, categories: ["General", "Ideas"] });
    await expect(open(apis, { category: "Comments" })).rejects.toMatchObject({
      code: "github-category-unknown",
      message:
        "The repository Octo/Blog has no discussion category Comments. It has: General, Ideas.",
    });
  });

  it("says that discussions are turned off", async () => {
    const apis = await github({ repository, hasDiscussionsEnabled: false });
    await expect(open(apis)).rejects.toMatchObject({ code: "github-discussions-disabled" });
  });

  it("can't be had without a token, and says what to do", async () => {
    const apis = await github({ repository });
    await expect(open(apis, { token: undefined })).rejects.toMatchObject({
      code: "github-comments-token-missing",
      remedy: expect.stringContaining("discussions: read"),
    });
    expect(apis.requests).toEqual([]);
  });

  it("takes no address from an opening post by a person", async () => {
    const opened = { number: 4, title: "My post", body: `About ${url}`, author: "owner" };
    const source = await open(
      await github({ repository, discussions: [{ ...opened, comments: [comment(1)] }] }),
    );
    expect(source.threads).toMatchObject([
      { addresses: [], identifiers: ["My post", "#4"], title: "My post" },
    ]);
  });

  it("of any length is whole, each discussion once", async () => {
    const discussions = Array.from({ length: 120 }, (_, index) =>
      giscusDiscussion({ number: index + 1, term: `posts/${index + 1}/`, url }, []),
    );
    const { threads } = await open(await github({ repository, discussions }));
    expect(threads.map(({ id }) => id)).toEqual(
      discussions.map(({ number }) => `discussions/${number}`),
    );
  });
});

const issues: readonly ModelIssue[] = [
  utterancesIssue(
    { number: 1, term: "posts/a/", url, title: "All about A", label: "💬 comments" },
    [comment(1), comment(2)],
  ),
  gitalkIssue({ number: 2, term: "/posts/b/", url: `${url}?b`, title: "B | Blog" }, [comment(3)]),
  { number: 3, title: "A bug", body: "It breaks.", author: "ann", isClosed: true, comments: [] },
  { number: 4, title: "A fix", body: url, author: "ann", isPullRequest: true, comments: [] },
];

describe.each([
  ["with a token", (apis: { token: string }) => apis.token],
  ["without a token", () => undefined],
])("a list of issues %s", (_, tokenOf) => {
  const listed = async (model = issues, label?: string) => {
    const apis = await github({ repository, issues: model });
    return await open(apis, { threads: "issues", token: tokenOf(apis), label });
  };

  it("has open and closed ones, without pull requests", async () => {
    const { threads, site } = await listed();
    expect(threads.map(({ id }) => id)).toEqual(["issues/1", "issues/2", "issues/3"]);
    expect(site).toBe("Octo/Blog");
  });

  it("says of each what utterances would find it by, and its page", async () => {
    const { threads } = await listed();
    expect(threads[0]).toMatchObject({
      addresses: [url],
      identifiers: ["posts/a/", "#1"],
      title: "All about A",
      comments: 2,
    });
  });

  it("says of each what gitalk would find it by, and its page", async () => {
    const { threads } = await listed();
    expect(threads[1]).toMatchObject({
      addresses: [`${url}?b`],
      identifiers: ["B | Blog", "#2", "/posts/b/"],
      title: "B | Blog",
      comments: 1,
    });
  });

  it.each([
    ["💬 comments", ["issues/1"]],
    ["gitalk", ["issues/2"]],
    ["question", []],
  ])("has those of one label where one is named: %s", async (label, expected) => {
    const { threads } = await listed(issues, label);
    expect(threads.map(({ id }) => id)).toEqual(expected);
  });

  it("knows gitalk's id beside a label of one's own, where that is named", async () => {
    const own = gitalkIssue({ number: 1, term: "abc", url, title: "A", labels: ["talk"] }, []);
    const { threads } = await listed([own], "Talk");
    expect(threads[0]?.identifiers).toContain("abc");
    expect(threads[0]?.identifiers).not.toContain("talk");
  });

  it("of any length is whole", async () => {
    const many = Array.from({ length: 230 }, (_, index) =>
      utterancesIssue({ number: index + 1, term: `${index}`, url, title: "P" }, []),
    );
    const { threads } = await listed(many);
    expect(threads.map(({ id }) => id)).toEqual(many.map(({ number }) => `issues/${number}`));
  });
});

describe("a title that can be read as an address", () => {
  it("identifies its thread as it is, and as giscus's server reads it", async () => {
    const discussions = [giscusDiscussion({ number: 1, term: "Rust: A tale", url }, [])];
    const { threads } = await open(await github({ repository, discussions }));
    expect(threads[0]?.identifiers.slice(0, 2)).toEqual(["Rust: A tale", "rust: A tale"]);
  });
});

describe("a list of issues", () => {
  it("without a token comes with a warning of what GitHub doesn't say then", async () => {
    const apis = await github({ repository, issues });
    const { findings } = await open(apis, { threads: "issues", token: undefined });
    expect(findings).toMatchObject([{ code: "github-read-without-token", severity: "warning" }]);
    expect((await open(apis, { threads: "issues" })).findings).toEqual([]);
  });
});

describe("a repository", () => {
  it.each([
    ["discussions", true],
    ["issues", true],
    ["issues", false],
  ] as const)("that isn't there is named: %s, with a token %s", async (threads, hasToken) => {
    const apis = await github({ repository });
    const token = hasToken ? apis.token : undefined;
    await expect(open(apis, { repository: "octo/shop", threads, token })).rejects.toMatchObject({
      code: "github-repository-not-found",
      message: expect.stringContaining("octo/shop"),
      remedy: expect.stringContaining("permissions: discussions: read"),
      stopsRun: true,
    });
  });

  it("that the token may not read is said to need a permission", async () => {
    const apis = await github({ repository }, { isForbidden: true });
    const error = await open(apis).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MigrationError);
    expect(error).toMatchObject({
      code: "github-forbidden",
      message: expect.stringContaining("Resource not accessible by integration"),
      remedy: expect.stringContaining("discussions: read"),
      stopsRun: true,
    });
  });

  it("says that the token is refused, and never shows it", async () => {
    const apis = await github({ repository });
    const error = await open(apis, { token: "ghs_secret" }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "github-comments-token-refused", stopsRun: true });
    expect(String(error)).not.toContain("ghs_secret");
  });

  it("is read at GitHub Enterprise Server's addresses as well", async () => {
    const apis = await github({ repository, issues });
    const apiUrl = `${apis.url}/api/v3/`;
    for (const token of [apis.token, undefined]) {
      const { threads } = await open(apis, { threads: "issues", apiUrl, token });
      expect(threads).toHaveLength(3);
    }
  });
});
