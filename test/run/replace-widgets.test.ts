import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MigrationError } from "../../src/domain/migration-error.ts";
import type { Page } from "../../src/domain/page.ts";
import { textDigest } from "../../src/domain/text-digest.ts";
import type { ReportedPage } from "../../src/report/report.ts";
import {
  type Proposal,
  type ProposalResult,
  replaceWidgets,
} from "../../src/run/replace-widgets.ts";
import { enough, load, problems } from "../config/sources.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { exampleReport } from "../report/example-report.ts";

const old = "{{< chat x >}}\n";
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "replace-"));
  mkdirSync(join(folder, "content"));
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
    mediaFiles: [],
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
  const inputs = { replace: "pull-request", "replace-branch": "new/comments" };

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
        return { pullRequest, findings: [] };
      },
    });
    expect(changed).toEqual([]);
    expect(report.replacement).toMatchObject({ files: ["content/completed.md"], pullRequest });
    expect(proposals).toMatchObject([
      { branch: "new/comments", files: [{ inRepository: "content/completed.md" }] },
    ]);
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
    [{ "replace-branch": "refs/heads/x" }, "input replace-branch: must be the name of a branch"],
    [{ "replace-branch": "a..b" }, "input replace-branch: must be the name of a branch"],
    [{ "replace-branch": "a b" }, "input replace-branch: must be the name of a branch"],
  ])("with %j", (inputs, problem) => {
    const said = { inputs: { ...enough, replace: "working-tree", ...inputs } };
    expect(problems(said).join("\n")).toContain(problem);
  });

  it.each(["comments", "a/b.c-d_e", "übersicht"])("but not with the branch %s", (name) => {
    const said = { inputs: { ...enough, replace: "working-tree", "replace-branch": name } };
    expect(problems(said)).toEqual([]);
  });
});
