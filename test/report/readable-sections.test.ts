import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { annotationsOf } from "../../src/action/log/annotations.ts";
import { renderHtml } from "../../src/report/html.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import type { Report } from "../../src/report/report.ts";
import { renderRefusal, renderShort } from "../../src/report/short-report.ts";
import { renderText } from "../../src/report/text.ts";
import { pageLine } from "../../src/run/page-line.ts";
import { exampleDryRun, exampleReport } from "./example-report.ts";
import { exampleTrial } from "./report-of-each-kind.ts";

const encoded = "/2022/06/%C3%BCber-br%C3%B6tchen/";
const readable = "/2022/06/über-brötchen/";
const location = { file: "content/posts/%C3%BC.md", line: 7 };
const gfm = new MarkdownIt({ html: true });

const report = exampleReport({
  findings: [
    {
      severity: "warning",
      code: "some",
      message: `Something about ${encoded}.`,
      pageId: encoded,
      location,
    },
  ],
  pageList: [
    { pageId: encoded, title: "Über", location, state: "completed", comments: 3 },
    { pageId: "/a/", title: "A", location, state: "completed", comments: 2 },
  ],
  skipped: [{ pageId: encoded, reason: "encrypted", sourceIds: ["$a"] }],
});

describe.each([
  ["summary", (shown: Report) => gfm.render(renderMarkdown(shown))],
  ["report.html", renderHtml],
  ["text", renderText],
] as const)("the addresses of pages in the %s", (_, render) => {
  it("are decoded wherever they are, and files keep their names", () => {
    const shown = render(report);
    expect(shown).toContain(readable);
    expect(shown).not.toContain(encoded);
    expect(shown).toContain("content/posts/%C3%BC.md:7");
  });

  it("stay as they are in what somebody wrote", () => {
    const trial = exampleTrial();
    const samples = trial.samples.map((sample) => ({
      ...sample,
      after: { ...sample.after, content: `see ${encoded}` },
    }));
    expect(render(exampleDryRun({ ...trial, samples }))).toContain(encoded);
  });
});

it("comments and issues on GitHub have them decoded, too", () => {
  const shown = gfm.render(renderShort(report));
  expect(shown).toContain(`Something about ${readable}.`);
  expect(shown).not.toContain(encoded);
  expect(renderRefusal(`Something about ${encoded}.`, `Look at ${encoded}.`)).not.toContain("%C3");
});

it("annotations and the log have them decoded, too", () => {
  const [, warning] = annotationsOf(report);
  expect(warning).toMatchObject({
    title: `Comment migration: ${readable}`,
    message: `Something about ${readable}.`,
    location,
  });
  const page = { pageId: encoded, title: "", file: "a.md", threads: [] };
  expect(pageLine({ state: "completed", page, comments: 2, inserted: 2 })).toBe(
    `✓ ${readable}: 2 comments`,
  );
});
