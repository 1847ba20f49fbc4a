import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type PullRequestOptions,
  proposeChanges,
} from "../../../src/action/pull-request/propose-changes.ts";
import { repositoryApi } from "../../../src/action/pull-request/repository-api.ts";
import { MigrationError } from "../../../src/domain/migration-error.ts";
import type { Proposal, ProposalContent } from "../../../src/run/proposal.ts";
import { refusal } from "../../parts/github/git-data.ts";
import { type GitHubServer, startGitHub } from "../../parts/github/github-server.ts";
import { freePort } from "../../parts/machine/loopback.ts";

const branch = "comment-migration/replace";
const before = Buffer.from("\uFEFFé {{< chat a >}}\r\n\xff", "latin1");
const after = Buffer.from('\uFEFFé {{< comments page="/a/" >}}\r\n\xff', "latin1");

let github: GitHubServer;
/** What each proposal was described by. */
let contents: ProposalContent[];
beforeEach(async () => {
  github = await startGitHub();
  contents = [];
  github.repository.commitFiles("main", {
    "content/a.md": before,
    "content/deep/er/b.md": "{{< chat b >}}\n",
    "README.md": "# Blog\n",
  });
});
afterEach(() => github[Symbol.asyncDispose]());

function file(inRepository: string, from: Uint8Array | string, to: Uint8Array | string) {
  return {
    path: `/checkout/${inRepository}`,
    inRepository,
    before: Buffer.from(from),
    after: Buffer.from(to),
    replaced: 1,
    removed: 0,
  };
}

const both = [
  file("content/a.md", before, after),
  file("content/deep/er/b.md", "{{< chat b >}}\n", "{{< comments b >}}\n"),
];

/** A proposal is described by what of it differs from its base. */
function propose(
  {
    title = "Show the comments",
    body = "Report",
    ...change
  }: Partial<Proposal> & { readonly title?: string; readonly body?: string } = {},
  context: Record<string, string> = {},
  options: Partial<PullRequestOptions> = {},
) {
  const run = {
    ref: "refs/heads/main",
    eventName: "workflow_dispatch",
    eventFile: "",
    repository: github.name,
    apiUrl: github.apiUrl,
    ...context,
  };
  const { signal } = new AbortController();
  const api = repositoryApi(context["token"] ?? github.token, run, 1, signal);
  const proposal = {
    branch,
    files: both,
    added: [],
    removed: [],
    expected: [],
    describe: (content: ProposalContent) => {
      contents.push(content);
      return { title, body };
    },
    ...change,
  };
  const all = { base: undefined, isDraft: false, labels: [], reviewers: [], ...options };
  return proposeChanges(api, proposal, all, run);
}

async function refused(run: Promise<unknown>): Promise<{ code: string; text: string }> {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof MigrationError)) throw error ?? new Error("it was not refused");
  return { code: error.code, text: `${error.message} ${error.remedy}` };
}

const shown = (revision: string) => github.repository.bytes(["show", revision]);

describe("the pull request", () => {
  it("brings new files along as they are on the disk, text or not", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "added-"));
    const contents = {
      "a.png": Buffer.from([0x89, 0x50, 0xff, 0, 1]),
      "b.txt": Buffer.from("ö\n"),
    };
    const added = Object.entries(contents).map(([name, bytes]) => {
      const path = join(folder.path, name);
      writeFileSync(path, bytes);
      return { path, inRepository: `static/comment-media/${name}`, kind: "media" } as const;
    });
    const { pullRequest, findings } = await propose({ added });
    expect(findings).toEqual([]);
    expect(pullRequest).toMatchObject({ state: "created" });
    for (const [name, bytes] of Object.entries(contents)) {
      expect(shown(`${branch}:static/comment-media/${name}`)).toEqual(bytes);
    }
    expect((await propose({ added })).pullRequest).toMatchObject({ state: "unchanged" });
  });

  it("has one commit on the branch of the run, with exactly these bytes", async () => {
    const base = github.repository.headOf("main");
    const { pullRequest, findings } = await propose();
    expect(findings).toEqual([]);
    expect(pullRequest).toMatchObject({ number: 1, state: "created" });
    expect(pullRequest?.url).toMatch(/\/pull\/1$/);
    expect(github.pullRequests).toMatchObject([
      { head: branch, base: "main", title: "Show the comments", state: "open" },
    ]);
    expect(github.pullRequests[0]?.body).toContain("Report");
    expect(shown(`${branch}:content/a.md`).equals(after)).toBe(true);
    expect(shown(`${branch}:content/deep/er/b.md`).toString()).toBe("{{< comments b >}}\n");
    expect(github.repository.git(["rev-parse", `${branch}^`])).toBe(base);
    expect(github.repository.git(["diff", "--name-only", "main", branch]).split("\n")).toEqual([
      "content/a.md",
      "content/deep/er/b.md",
    ]);
    expect(github.repository.git(["log", "-1", "--format=%s", branch])).toBe("Show the comments");
  });

  it("keeps what a file may do", async () => {
    const { repository } = github;
    const run = { path: "content/run.md", mode: "100755", sha: repository.blob("{{< chat r >}}") };
    const head = repository.headOf("main") ?? "";
    const tree = repository.tree([run], head);
    repository.setBranch("main", repository.commit({ message: "x", tree, parents: [head] }));
    await propose({ files: [file("content/run.md", "{{< chat r >}}", "{{< comments r >}}")] });
    expect(repository.git(["ls-tree", branch, "content/run.md"])).toMatch(/^100755 /);
  });

  it("holds the line breaks of the repository where those of the checkout are others", async () => {
    const windows = file("content/deep/er/b.md", "{{< chat b >}}\r\n", "{{< comments b >}}\r\n");
    expect(await propose({ files: [windows] })).toMatchObject({ findings: [] });
    expect(shown(`${branch}:content/deep/er/b.md`).toString()).toBe("{{< comments b >}}\n");
  });

  it("needs few requests, though it changes many files", async () => {
    const texts = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `content/p${index}.md`,
        "\uFEFFé {{< chat b >}}\r\n",
      ]),
    );
    github.repository.commitFiles("main", texts);
    const files = Object.entries(texts).map(([path, text]) => {
      return file(path, text, text.replace("chat", "comments"));
    });
    await propose({ files });
    expect(github.writes).toHaveLength(4);
    const first = shown(`${branch}:content/p0.md`);
    expect(first.toString()).toBe("\uFEFFé {{< comments b >}}\r\n");
  });

  it("is exact where GitHub keeps a text otherwise than it was sent", async () => {
    github.repository.commitFiles("main", { "content/bom.md": "\uFEFF{{< chat b >}}" });
    github.rules.cutsByteOrderMarks = true;
    await propose({ files: [file("content/bom.md", "\uFEFF{{< chat b >}}", "\uFEFF{{< new >}}")] });
    expect(shown(`${branch}:content/bom.md`).toString()).toBe("\uFEFF{{< new >}}");
  });

  it("is found in a repository too large to be listed at once", async () => {
    github.rules.mostTreeEntries = 2;
    const { findings } = await propose();
    expect(findings).toEqual([]);
    expect(shown(`${branch}:content/deep/er/b.md`).toString()).toBe("{{< comments b >}}\n");
  });

  it("goes to the default branch where the run is on a tag", async () => {
    await propose({}, { ref: "refs/tags/v1" });
    expect(github.pullRequests).toMatchObject([{ base: "main" }]);
  });

  it("is made on GitHub Enterprise Server too", async () => {
    const { pullRequest } = await propose({}, { apiUrl: `${github.apiUrl}/api/v3` });
    expect(pullRequest).toMatchObject({ state: "created" });
  });

  it("is not pushed again where its branch has this tree, though its text is kept up to date", async () => {
    await propose();
    const head = github.repository.headOf(branch);
    github.writes.length = 0;
    const { pullRequest } = await propose({ body: "Later report" });
    expect(pullRequest).toMatchObject({ number: 1, state: "unchanged" });
    expect(github.repository.headOf(branch)).toBe(head);
    expect(github.writes.filter((line) => /commits|refs/.test(line))).toEqual([]);
    expect(github.pullRequests[0]?.body).toMatch(/^<!--[^>]*-->\n\nLater report\n\n<!--[^>]*-->$/);
  });

  it("is updated in place with what a later run replaced, on the branch as it is by then", async () => {
    await propose({ files: both.slice(0, 1) });
    const base = github.repository.commitFiles("main", { "README.md": "# Other\n" });
    const { pullRequest } = await propose();
    expect(pullRequest).toMatchObject({ number: 1, state: "updated" });
    expect(github.pullRequests).toHaveLength(1);
    expect(github.repository.git(["rev-parse", `${branch}^`])).toBe(base);
    expect(shown(`${branch}:content/deep/er/b.md`).toString()).toBe("{{< comments b >}}\n");
    expect(shown(`${branch}:README.md`).toString()).toBe("# Other\n");
  });

  it("is a new one after the first was merged", async () => {
    await propose({ files: both.slice(0, 1) });
    github.repository.setBranch("main", github.repository.headOf(branch) ?? "");
    github.close(1, { isMerged: true });
    const { pullRequest } = await propose({ files: both.slice(1) });
    expect(pullRequest).toMatchObject({ number: 2, state: "created" });
    expect(shown(`${branch}:content/a.md`).equals(after)).toBe(true);
  });

  it.each(["kept", "deleted"])(
    "is not opened again where somebody closed it, its branch %s",
    async (fate) => {
      await propose();
      github.close(1);
      if (fate === "deleted") github.repository.deleteBranch(branch);
      github.writes.length = 0;
      const { pullRequest, findings } = await propose();
      expect(pullRequest).toBeNull();
      expect(findings).toMatchObject([{ severity: "notice", code: "pull-request-declined" }]);
      expect(findings[0]?.message).toContain("#1");
      expect(github.writes).toEqual([]);
    },
  );

  it("is a new one where the closed one held less", async () => {
    await propose({ files: both.slice(0, 1) });
    github.close(1);
    expect(await propose()).toMatchObject({ pullRequest: { number: 2, state: "created" } });
  });

  it("leaves out files that the branch has otherwise than the checkout", async () => {
    github.repository.commitFiles("main", { "content/a.md": "{{< chat a >}} edited" });
    const { findings } = await propose();
    expect(findings).toMatchObject([
      { severity: "error", code: "other-file-on-branch", location: { file: "content/a.md" } },
    ]);
    expect(shown(`${branch}:content/a.md`).toString()).toBe("{{< chat a >}} edited");
    expect(shown(`${branch}:content/deep/er/b.md`).toString()).toBe("{{< comments b >}}\n");
  });

  it("is none where nothing is left", async () => {
    const files = [file("content/other.md", "x", "y")];
    expect(await propose({ files })).toMatchObject({ pullRequest: null });
    expect(github.writes).toEqual([]);
    expect(github.repository.headOf(branch)).toBeUndefined();
  });

  it("is made at the second try where GitHub did not answer the first", async () => {
    github.rules.faults.push(refusal(502, "Server Error"));
    expect(await propose()).toMatchObject({ pullRequest: { state: "created" } });
  });
});

describe("files beside the content", () => {
  let folder: Awaited<ReturnType<typeof mkdtempDisposable>>;
  beforeEach(async () => {
    folder = await mkdtempDisposable(join(tmpdir(), "beside-"));
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  function archived(name: string, text: string): Proposal["added"][number] {
    const path = join(folder.path, name);
    writeFileSync(path, text);
    return { path, inRepository: `data/comments/${name}`, kind: "archive" };
  }

  it("make a pull request by themselves, and none where the branch has them", async () => {
    github.repository.commitFiles("main", { "data/comments/old.json": "old" });
    const added = [archived("a.json", "{}"), archived("old.json", "old")];
    const { pullRequest } = await propose({ files: [], added });
    expect(pullRequest).toMatchObject({ state: "created" });
    expect(contents).toMatchObject([{ files: [], added: [added[0]], removed: [] }]);
    expect(github.repository.git(["diff", "--name-only", "main", branch])).toBe(
      "data/comments/a.json",
    );
    github.repository.setBranch("main", github.repository.headOf(branch) ?? "");
    github.close(1, { isMerged: true });
    expect(await propose({ files: [], added })).toMatchObject({ pullRequest: null });
    expect(github.pullRequests).toHaveLength(1);
  });

  it("are deleted with it, as far as its base has them", async () => {
    github.repository.commitFiles("main", { "data/comments/old.json": "old" });
    const removed = ["data/comments/old.json", "data/comments/never.json"];
    await propose({ files: [], removed });
    expect(github.repository.git(["diff", "--name-status", "main", branch])).toBe(
      "D\tdata/comments/old.json",
    );
    expect(contents).toMatchObject([{ removed: ["data/comments/old.json"] }]);
    expect((await propose({ files: [], removed })).pullRequest).toMatchObject({
      state: "unchanged",
    });
    github.close(1);
    expect(await propose({ files: [], removed })).toMatchObject({
      pullRequest: null,
      findings: [{ code: "pull-request-declined" }],
    });
  });

  it("stay in it where a later run, in another checkout, does not have them", async () => {
    const picture = { ...archived("a.png", "png"), kind: "media" } as const;
    const expected = [picture.inRepository, "static/comment-media/lost.png"];
    await propose({ added: [picture], files: both.slice(0, 1) });
    const { pullRequest, missing } = await propose({ expected });
    expect(pullRequest).toMatchObject({ state: "updated" });
    expect(missing).toBe(1);
    expect(contents[1]).toMatchObject({ added: [], kept: [picture.inRepository] });
    expect(shown(`${branch}:${picture.inRepository}`).toString()).toBe("png");
    expect(shown(`${branch}:content/deep/er/b.md`).toString()).toBe("{{< comments b >}}\n");
  });

  it("are completed by what their earlier version in it has", async () => {
    await propose({ added: [archived("a.json", "details")] });
    const poorer = {
      ...archived("a.json", "text"),
      complete: (text: string, earlier: string) => `${text} and ${earlier}`,
    };
    await propose({ added: [poorer] });
    expect(shown(`${branch}:data/comments/a.json`).toString()).toBe("text and details");
  });

  it("are completed by what the base has once the pull request is closed", async () => {
    await propose({ added: [archived("a.json", "old details")] });
    github.close(1);
    github.repository.commitFiles("main", { "data/comments/a.json": "new details" });
    const poorer = {
      ...archived("a.json", "text"),
      complete: (text: string, earlier: string) => `${text} and ${earlier}`,
    };
    await propose({ added: [poorer] });
    expect(shown(`${branch}:data/comments/a.json`).toString()).toBe("text and new details");
  });
});

describe("what its owner wants of it", () => {
  const wanted = {
    isDraft: true,
    labels: ["comments", "by a machine"],
    reviewers: ["ada", "octo-org/docs"],
  };

  it("is there when it is created: draft, labels and reviewers", async () => {
    const { findings } = await propose({}, {}, wanted);
    expect(findings).toEqual([]);
    expect(github.pullRequests).toMatchObject([
      { isDraft: true, labels: ["comments", "by a machine"], reviewers: ["ada", "docs"] },
    ]);
  });

  it("is left alone by later runs, as are words of people", async () => {
    await propose({ files: both.slice(0, 1) }, {}, wanted);
    const [pull] = github.pullRequests;
    if (pull === undefined) throw new Error("there is no pull request");
    Object.assign(pull, { isDraft: false, labels: ["mine"], reviewers: [], title: "My title" });
    pull.body = `Please wait.\r\n\r\n${pull.body}\r\n\r\nFixes #3`;
    await propose({ title: "Their title", body: "Later report" }, {}, wanted);
    expect(github.pullRequests).toMatchObject([
      { isDraft: false, labels: ["mine"], reviewers: [], title: "My title" },
    ]);
    expect(pull.body).toMatch(
      /^Please wait\.\r\n[\s\S]*\n\nLater report\n\n[\s\S]*\r\n\r\nFixes #3$/,
    );
    expect(pull.body).not.toContain("\n\nReport\n\n");
  });

  it("has a title that later runs keep up to date while it is theirs", async () => {
    await propose({ files: both.slice(0, 1), title: "In 1 file" });
    await propose({ title: "In 2 files" });
    expect(github.pullRequests).toMatchObject([{ title: "In 2 files" }]);
    await propose({ title: "In 3 files" });
    expect(github.pullRequests).toMatchObject([{ title: "In 3 files" }]);
  });

  it("is an ordinary pull request, and a warning, where the repository has no drafts", async () => {
    github.rules.hasDrafts = false;
    const { pullRequest, findings } = await propose({}, {}, wanted);
    expect(pullRequest).toMatchObject({ number: 1, state: "created" });
    expect(findings).toMatchObject([{ severity: "warning", code: "draft-not-available" }]);
    expect(github.pullRequests).toMatchObject([{ isDraft: false, reviewers: ["ada", "docs"] }]);
  });

  it("asks those who can be asked, and names the others", async () => {
    const reviewers = ["ada", "mallory", "octo-org/nobody", "other-org/docs", "octo-org/docs"];
    const { pullRequest, findings } = await propose({}, {}, { reviewers });
    expect(pullRequest).toMatchObject({ state: "created" });
    expect(github.pullRequests).toMatchObject([{ reviewers: ["ada", "docs"] }]);
    expect(findings).toMatchObject([
      { severity: "warning", code: "reviews-not-requested" },
      { severity: "warning", code: "reviews-not-requested" },
    ]);
    expect(findings[0]?.message).toMatch(/from mallory, octo-org\/nobody \(Reviews may only/);
    expect(findings[1]?.message).toMatch(/from other-org\/docs \(teams must be of octo-org\)/);
    expect(findings[0]?.remedy).toMatch(/\/pull\/1.*collaborators of octo-org\/octo-blog/);
  });

  it("lacks labels that GitHub refuses, and the pull request stands all the same", async () => {
    github.rules.mayCreateLabels = false;
    const { findings } = await propose({}, {}, wanted);
    expect(github.pullRequests).toMatchObject([{ labels: ["comments"] }]);
    expect(findings).toMatchObject([{ severity: "warning", code: "labels-not-added" }]);
    expect(findings[0]?.message).toContain("labels: by a machine (You do not have permission to");
    expect(findings[0]?.remedy).toContain("issues: write");
  });

  it("lacks all labels where the token may add none, and says where to add them", async () => {
    github.rules.mayLabel = false;
    const { pullRequest, findings } = await propose({}, {}, wanted);
    expect(pullRequest).toMatchObject({ state: "created" });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toContain("comments, by a machine (Resource not accessible");
    expect(findings[0]?.remedy).toMatch(/\/pull\/1/);
  });

  it("is for the branch that it names", async () => {
    github.repository.setBranch("next", github.repository.headOf("main") ?? "");
    const base = github.repository.commitFiles("next", { "NEXT.md": "next\n" });
    await propose({}, {}, { base: "next" });
    expect(github.pullRequests).toMatchObject([{ base: "next" }]);
    expect(github.repository.git(["rev-parse", `${branch}^`])).toBe(base);
  });

  it("is refused for a branch that does not exist", async () => {
    const { code, text } = await refused(propose({}, {}, { base: "nxet" }));
    expect(code).toBe("pull-request-base-missing");
    expect(text).toMatch(/octo-org\/octo-blog has no branch nxet.*pull-request-base/);
    expect(github.writes).toEqual([]);
  });

  it("is refused where the branch has an open pull request for another base", async () => {
    github.repository.setBranch("next", github.repository.headOf("main") ?? "");
    await propose({ files: both.slice(0, 1) });
    const head = github.repository.headOf(branch);
    const { code, text } = await refused(propose({}, {}, { base: "next" }));
    expect(code).toBe("pull-request-for-another-base");
    expect(text).toMatch(/#1 .* goes to main, not to next.*Set pull-request-base to main/);
    expect(github.repository.headOf(branch)).toBe(head);
  });
});

describe("commits of others on its branch", () => {
  it("are not written over", async () => {
    await propose({ files: both.slice(0, 1) });
    const theirs = github.repository.commitFiles(branch, { "content/a.md": "mine" }, "My fix");
    const { code, text } = await refused(propose());
    expect(code).toBe("branch-has-other-commits");
    expect(text).toContain("pull-request-branch");
    expect(github.repository.headOf(branch)).toBe(theirs);
  });

  it("are written over where they only took in its base", async () => {
    const { repository } = github;
    await propose({ files: both.slice(0, 1) });
    const main = repository.commitFiles("main", { "README.md": "# Other\n" });
    const own = repository.headOf(branch) ?? "";
    const tree = repository.tree(
      [{ path: "README.md", mode: "100644", sha: repository.blob("# Other\n") }],
      own,
    );
    const merge = repository.commit({ message: "Merge main", tree, parents: [own, main] });
    repository.setBranch(branch, merge);
    expect(await propose()).toMatchObject({ pullRequest: { state: "updated" } });
  });
});

describe("a refusal says what to do", () => {
  const cases: readonly [string, string, RegExp, (rules: GitHubServer["rules"]) => void][] = [
    [
      "no permission to push",
      "permission-missing",
      /contents: write.*workflow file/,
      (rules) => {
        rules.contents = "read";
      },
    ],
    [
      "no permission to see pull requests",
      "permission-missing",
      /not have the permission pull-requests: write for octo-org\/octo-blog\. Give/,
      (rules) => {
        rules.pullRequests = "none";
      },
    ],
    [
      "no permission to write pull requests",
      "permission-missing",
      /pull-requests: write.*branch comment-migration\/replace was pushed/,
      (rules) => {
        rules.pullRequests = "read";
      },
    ],
    [
      "the setting that keeps Actions from pull requests",
      "pull-requests-forbidden",
      /Allow GitHub Actions to create and approve pull requests.*open the pull request from/,
      (rules) => {
        rules.mayActionsCreatePullRequests = false;
      },
    ],
    [
      "a protected branch",
      "branch-protected",
      /Repository rule violations found.*pull-request-branch/,
      (rules) => {
        rules.protectedBranches = [branch];
      },
    ],
    [
      "an archived repository",
      "repository-archived",
      /Unarchive it/,
      (rules) => {
        rules.isArchived = true;
      },
    ],
    [
      "a rate limit that lasts",
      "github-unreachable",
      /rate limit.*Run it again later/,
      (rules) => {
        const limit = refusal(403, "You have exceeded a secondary rate limit");
        rules.faults.push(limit, limit, limit);
      },
    ],
  ];
  it.each(cases)("%s", async (_, code, words, forbid) => {
    forbid(github.rules);
    const { code: found, text } = await refused(propose());
    expect(found).toBe(code);
    expect(text).toMatch(words);
    expect(text).not.toContain(github.token);
    expect(github.pullRequests).toEqual([]);
  });

  it("a token that GitHub does not know", async () => {
    const { code, text } = await refused(propose({}, { token: "ghs_expired" }));
    expect(code).toBe("github-token-refused");
    expect(text).toContain("github-token");
  });

  it("a server that is not there", async () => {
    const apiUrl = `http://127.0.0.1:${await freePort()}`;
    const { code, text } = await refused(propose({}, { apiUrl }));
    expect(code).toBe("github-unreachable");
    expect(text).toContain("Run it again later");
  });

  it("a repository that the token does not see", async () => {
    const { code } = await refused(propose({}, { repository: "octo-org/other" }));
    expect(code).toBe("repository-not-found");
  });

  it("a run on the branch of that pull request itself", async () => {
    github.repository.setBranch(branch, github.repository.headOf("main") ?? "");
    const { code } = await refused(propose({}, { ref: `refs/heads/${branch}` }));
    expect(code).toBe("pull-request-branch-in-use");
  });

  it.each([
    ["a fork", "mallory/octo-blog", /from the fork mallory\/octo-blog/],
    ["the repository", "octo-org/octo-blog", /is not a branch/],
  ])("a run of a pull request from %s", async (_, full_name, words) => {
    const folder = mkdtempSync(join(tmpdir(), "event-"));
    const eventFile = join(folder, "event.json");
    writeFileSync(eventFile, JSON.stringify({ pull_request: { head: { repo: { full_name } } } }));
    const context = { eventName: "pull_request", ref: "refs/pull/7/merge", eventFile };
    const { code, text } = await refused(propose({}, context));
    rmSync(folder, { recursive: true });
    expect(code).toBe("run-of-a-pull-request");
    expect(text).toMatch(words);
    expect(text).toContain("workflow_dispatch");
  });
});
