import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MigrationError } from "../../src/domain/migration-error.ts";
import type { Page } from "../../src/domain/page.ts";
import { textDigest } from "../../src/domain/text-digest.ts";
import type { ReportedPage } from "../../src/report/report.ts";
import type { Proposal, ProposalResult } from "../../src/run/proposal.ts";
import { replaceWidgets } from "../../src/run/replace-widgets.ts";
import { noSiteFiles, type SiteFiles } from "../../src/run/site-files.ts";
import { enough, load, problems } from "../config/sources.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { exampleReport } from "../report/example-report.ts";

const old = "{{< chat x >}}\n";
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "replace-"));
  mkdirSync(join(folder, "content"));
  mkdirSync(join(folder, "layouts"));
  writeFileSync(join(folder, "layouts", "single.html"), '{{ partial "d1-comments.html" . }}');
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Replacing {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly report?: Parameters<typeof exampleReport>[0];
  readonly signal?: AbortSignal;
  readonly isArchiveMissing?: boolean;
  /** States of the pages that are in the part that was asked for. */
  readonly part?: readonly ReportedPage["state"][];
  /** Whether a layout shows the comments, and no content file. */
  readonly isByLayout?: boolean;
  readonly propose?: (proposal: Proposal) => Promise<ProposalResult>;
  /** By paths in the site's folder. */
  readonly siteFiles?: SiteFiles;
}

/** Replaces the widgets of a site with a page for each state; gives the report, and the pages that changed. */
async function replaced(
  states: readonly ReportedPage["state"][],
  {
    inputs = {},
    report: more = {},
    signal = new AbortController().signal,
    propose,
    isArchiveMissing = false,
    part: asked,
    isByLayout = false,
    siteFiles = noSiteFiles,
  }: Replacing = {},
) {
  const pages = states.map((state): Page & { readonly state: typeof state } => {
    const file = `content/${state}.md`;
    const location = { file, line: 1 };
    writeFileSync(join(folder, file), old);
    const threads = [{ threadId: state, location }];
    return { pageId: `/${state}/`, title: state, file, threads, state };
  });
  const places = pages.map(({ file, threads }) => ({
    path: join(folder, file),
    location: { file, line: 1 },
    digest: textDigest(old),
    takesHtml: false,
    threadIds: threads.map(({ threadId }) => threadId),
    call: { start: 0, end: old.length - 1, inner: "" },
  }));
  const config = load({
    inputs: { ...enough, replace: "working-tree", "site-dir": folder, ...inputs },
  });
  const shown: string[] = [];
  const before = exampleReport({
    verdict: "complete",
    failedPages: [],
    pageList: pages.map(({ pageId, title, state, threads }) => {
      const location = threads[0]?.location ?? { file: "", line: 1 };
      return { pageId, title, state, location, comments: 1 };
    }),
    ...more,
  });
  const host = {
    repositoryDir: folder,
    show: (diff: string) => void shown.push(diff),
    propose,
    isArchiveMissing,
    siteFiles,
    runAddress: "https://github.com/octo/blog/actions/runs/7/attempts/2",
  };
  const report = await replaceWidgets(
    {
      config,
      scan: {
        ...scanOf(pages.filter(({ state }) => asked?.includes(state) !== false)),
        others: pages.filter(({ state }) => asked?.includes(state) === false),
        places: isByLayout ? [] : places,
        pagesOfFiles: new Map(pages.map(({ file, pageId }) => [file, [pageId]])),
      },
      placement: undefined,
      part: asked && {
        asked: {},
        chosen: asked.length,
        others: pages.length - asked.length,
        holds: (pageId) => asked.some((state) => pageId === `/${state}/`),
      },
    },
    before,
    host,
    signal,
  );
  const changed = pages
    .filter(({ file }) => readFileSync(join(folder, file), "utf8") !== old)
    .map(({ state }) => state);
  return { report, before, changed, shown: shown.join("") };
}

const all = [
  "completed",
  "completed-before",
  "failed",
  "readable",
  "remaining",
  "verified",
] as const;

describe("the replacement replaces", () => {
  it("the shortcodes of pages that are complete, by this run or an earlier one, or verified", async () => {
    const { changed, report } = await replaced(all);
    expect(changed).toEqual(["completed", "completed-before", "verified"]);
    expect(report).toMatchObject({
      verdict: "complete",
      replacement: { replaced: 3, kept: 3, dryRun: false, pullRequest: null },
    });
  });

  it("by a mark that needs a script, where no template shows comments, and says so", async () => {
    writeFileSync(join(folder, "layouts", "single.html"), "{{ .Content }}");
    const { report } = await replaced(all);
    expect(report.findings.filter(({ code }) => code === "comments-by-script")).toMatchObject([
      { message: expect.stringMatching(/^On 3 pages /) },
    ]);
  });

  it("those of the part's pages alone, and says nothing of others", async () => {
    const { changed, report } = await replaced(all, { part: ["completed", "failed"] });
    expect(changed).toEqual(["completed"]);
    expect(report.replacement).toMatchObject({ replaced: 1, kept: 1 });
    const [kept, ...more] = report.findings.slice(-1);
    expect(kept?.message).toContain("content/failed.md");
    expect(kept?.message).not.toContain("remaining");
    expect(more).toEqual([]);
  });

  it("nothing in a layout, which shows the comments of other pages as well", async () => {
    const whole = await replaced(["completed", "verified"], { isByLayout: true });
    expect(whole.report.findings).toMatchObject([{ code: "replace-by-template" }]);
    const options = { isByLayout: true, part: ["completed"] } as const;
    const { report } = await replaced(["completed", "verified"], options);
    expect(report.findings).toMatchObject([
      { code: "replace-by-template-later", severity: "notice" },
    ]);
  });

  it("nothing of pages that something is wrong with", async () => {
    const finding = { severity: "error", code: "x", message: "x", pageId: "/completed/" } as const;
    const difference = {
      pageId: "/verified/",
      comment: "$1",
      kind: "text",
      expected: "a",
      found: "b",
      cause: "wrong",
      seenBy: "database",
    } as const;
    const report = { findings: [finding], differences: [difference] };
    expect((await replaced(all, { report })).changed).toEqual(["completed-before"]);
  });

  it("nothing after an archive that could not be written, and says so", async () => {
    const { changed, report, before } = await replaced(all, { isArchiveMissing: true });
    expect(changed).toEqual([]);
    expect(report.verdict).toBe(before.verdict);
    expect(report.findings.at(-1)).toMatchObject({
      severity: "warning",
      code: "not-replaced-without-archive",
    });
  });

  it("nothing in a dry run, which shows what it would if all goes well", async () => {
    const { changed, shown, report } = await replaced(["readable", "failed"], {
      inputs: { mode: "dry-run" },
    });
    expect(changed).toEqual([]);
    expect(shown).toContain('+{{< comments section="readable" page="/readable/" >}}');
    expect(shown).not.toContain("failed");
    expect(report.replacement).toMatchObject({ dryRun: true, replaced: 1 });
  });

  it("nothing where it is not asked for, the run was stopped, or the user stops it", async () => {
    const none = await replaced(["completed"], { inputs: { replace: "none" } });
    expect(none.report).toBe(none.before);
    const stoppedBy = { code: "x", message: "x", remedy: null };
    const stopped = await replaced(["completed"], { report: { stoppedBy } });
    expect(stopped.report).toBe(stopped.before);
    const aborted = await replaced(["completed"], { signal: AbortSignal.abort() });
    expect(aborted.report).toBe(aborted.before);
    expect([none, stopped, aborted].flatMap(({ changed }) => changed)).toEqual([]);
  });
});

describe("a pull request", () => {
  const inputs = { replace: "pull-request", "pull-request-branch": "new/comments" };

  it("is proposed with the changed files, which stay as they are in the checkout", async () => {
    const proposals: Proposal[] = [];
    const pullRequest = {
      number: 1,
      url: "https://github.com/o/r/pull/1",
      state: "created",
    } as const;
    const { changed, report } = await replaced(["completed", "failed"], {
      inputs,
      async propose(proposal) {
        proposals.push(proposal);
        return { pullRequest, findings: [], skipped: [], missing: 0 };
      },
    });
    expect(changed).toEqual([]);
    expect(report.replacement).toMatchObject({ files: ["content/completed.md"], pullRequest });
    expect(proposals).toMatchObject([
      { branch: "new/comments", files: [{ inRepository: "content/completed.md" }] },
    ]);
  });

  /** A proposal that stands, with what it lacks. */
  const stands =
    (proposals: Proposal[], lacks: Partial<ProposalResult> = {}) =>
    async (proposal: Proposal) => {
      proposals.push(proposal);
      const opened = { number: 1, url: "https://github.com/o/r/pull/1", state: "created" } as const;
      return { pullRequest: opened, findings: [], skipped: [], missing: 0, ...lacks };
    };

  it("brings the files that the run wrote beside the content, though no shortcode changes", async () => {
    const path = (name: string) => join(folder, name);
    for (const name of ["data/comments", "static", "themes/other/data", "themes/other/.git"]) {
      mkdirSync(path(name), { recursive: true });
    }
    const siteFiles: SiteFiles = {
      archive: {
        current: [
          { path: path("data/comments/a.json"), lacks: [] },
          { path: path("data/comments/b.json"), lacks: ["reactions", "owner", "url"] },
          { path: path("themes/other/data/c.json"), lacks: [] },
          { path: path("../elsewhere.json"), lacks: [] },
        ],
        removed: [path("data/comments/old.json")],
      },
      media: { there: [path("static/a.png")], missing: [path("static/b.png")] },
    };
    const proposals: Proposal[] = [];
    const propose = stands(proposals);
    const { report } = await replaced(["failed"], { inputs, siteFiles, propose });
    expect(report.replacement).toMatchObject({ files: [], pullRequest: { number: 1 } });
    expect(proposals).toMatchObject([
      {
        files: [],
        added: [
          { inRepository: "data/comments/a.json", kind: "archive" },
          { inRepository: "data/comments/b.json", kind: "archive" },
          { inRepository: "static/a.png", kind: "media" },
        ],
        removed: ["data/comments/old.json"],
        expected: ["static/b.png"],
      },
    ]);
    const completed = proposals[0]?.added.filter(({ complete }) => complete !== undefined);
    expect(completed).toMatchObject([{ inRepository: "data/comments/b.json" }]);
  });

  it("is described by what is really part of it, why the rest is not, and the run", async () => {
    const proposals: Proposal[] = [];
    await replaced(["completed", "verified", "failed"], { inputs, propose: stands(proposals) });
    const [proposal] = proposals;
    const content = {
      files: proposal?.files.slice(0, 1) ?? [],
      ...{ added: [], removed: [], kept: ["static/b.png"] },
      findings: [{ severity: "warning", code: "x", message: "Edited meanwhile." }] as const,
    };
    const text = proposal?.describe(content, 60_000);
    expect(text?.title).toBe("Show the moved comments in 1 file");
    expect(text?.body).toContain("| Old shortcodes replaced | 1 |");
    expect(text?.body).toContain("| Pictures and files added | 1 |");
    expect(text?.body).toContain("Edited meanwhile.");
    expect(text?.body).toContain("whose page is not complete yet: content/failed.md");
    expect(text?.body).toContain("https://github.com/octo/blog/actions/runs/7/attempts/2");
  });

  it("has the title that its owner wants", async () => {
    const proposals: Proposal[] = [];
    const titled = { ...inputs, "pull-request-title": "New comments" };
    await replaced(["completed"], { inputs: titled, propose: stands(proposals) });
    const content = { files: [], added: [], removed: [], kept: [], findings: [] };
    expect(proposals[0]?.describe(content, 60_000).title).toBe("New comments");
  });

  it("counts for the report without what is no part of it, and says which media the site lacks", async () => {
    const lacks = { skipped: ["content/verified.md"], missing: 2 };
    const propose = stands([], lacks);
    const { report } = await replaced(["completed", "verified"], { inputs, propose });
    expect(report.replacement).toMatchObject({ replaced: 1, files: ["content/completed.md"] });
    expect(report.findings).toMatchObject([{ code: "media-not-in-folder" }]);
  });

  it("is not proposed where nothing changes", async () => {
    const { report } = await replaced(["failed"], {
      inputs,
      propose: () => Promise.reject(new Error("proposed")),
    });
    expect(report).toMatchObject({ verdict: "complete", replacement: { pullRequest: null } });
  });

  it("that is refused is an error of the run, with its remedy", async () => {
    const refusal = new MigrationError("permission-missing", "No permission.", {
      remedy: "Give it.",
    });
    const { report } = await replaced(["completed"], {
      inputs,
      propose: () => Promise.reject(refusal),
    });
    expect(report.verdict).toBe("failed");
    expect(report.findings).toContainEqual({
      severity: "error",
      code: "permission-missing",
      message: "No permission.",
      remedy: "Give it.",
    });
  });
});

describe("the replacement is refused at the start", () => {
  it.each([
    [{ mode: "rollback" }, "input replace: must be none with mode rollback"],
    [{ mode: "plan" }, "input replace: must be none with mode plan"],
    [{ shard: "1/2" }, "input replace: must be none in the job of a shard"],
    [{ "target-schema": "garrul" }, "input replace-with: is missing"],
    [{ "replace-with": "{{< a >}}{{< b >}}" }, "input replace-with: must be one shortcode"],
    [
      { "pull-request-branch": "refs/heads/x" },
      "input pull-request-branch: must be the name of a branch",
    ],
    [{ "pull-request-branch": "a..b" }, "input pull-request-branch: must be the name of a branch"],
    [{ "pull-request-branch": "a b" }, "input pull-request-branch: must be the name of a branch"],
  ])("with %j", (inputs, problem) => {
    const said = { inputs: { ...enough, replace: "working-tree", ...inputs } };
    expect(problems(said).join("\n")).toContain(problem);
  });

  it.each(["comments", "a/b.c-d_e", "übersicht"])("but not with the branch %s", (name) => {
    const said = { inputs: { ...enough, replace: "working-tree", "pull-request-branch": name } };
    expect(problems(said)).toEqual([]);
  });
});
