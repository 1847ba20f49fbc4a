import { Parser } from "htmlparser2";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { emptyOutputs, outputsOf } from "../../src/action/runner/outputs.ts";
import { rollbackCommand } from "../../src/cli/rollback-command.ts";
import { restoreCommand } from "../../src/d1/way-back.ts";
import type { WayBack } from "../../src/domain/way-back.ts";
import { renderHtml } from "../../src/report/html.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { mergeReports } from "../../src/report/merge-reports.ts";
import type { Report } from "../../src/report/report.ts";
import { renderText } from "../../src/report/text.ts";
import { exampleReport, exampleRollback } from "./example-report.ts";

function wayBackTo(bookmark: string, database: string): WayBack {
  return { bookmark, command: restoreCommand(database, bookmark), isFromEarlierRun: false };
}

const earlier = wayBackTo("00000085-0000024c-00004c6d-8e61117bf38d7adb", "it's");
const later = wayBackTo("00000086-00000001-00004c6d-0a83ea2fceebc654", "comments");

const gfm = new MarkdownIt({ html: true });

/** The preformatted texts of a page, as a browser shows them. */
function commandsIn(html: string): readonly string[] {
  const commands: string[] = [];
  let isInside = false;
  new Parser({
    onopentag(name, { class: language }) {
      if (name === "code" && language !== undefined) {
        // What GitHub draws.
        commands.pop();
        isInside = false;
      }
      if (name !== "pre") return;
      isInside = true;
      commands.push("");
    },
    ontext(text) {
      if (isInside) commands.push(`${commands.pop()}${text}`);
    },
    onclosetag(name) {
      if (name === "pre") isInside = false;
    },
  }).end(html);
  return commands;
}

interface Rendering {
  readonly format: string;
  readonly render: (report: Report) => string;
  readonly commands: (rendered: string) => readonly string[];
}

const renderings: readonly Rendering[] = [
  {
    format: "Markdown",
    render: renderMarkdown,
    commands: (rendered) => commandsIn(gfm.render(rendered)),
  },
  {
    format: "text",
    render: renderText,
    commands: (rendered) =>
      rendered.split("\n").flatMap((line) => (/^\s*npx /.test(line) ? line.trim() : [])),
  },
  { format: "HTML", render: renderHtml, commands: commandsIn },
];

describe.each(renderings)("the way back in $format", ({ render, commands }) => {
  it.each([
    ["a migration", exampleReport({ wayBack: earlier }), true],
    ["a rollback", exampleRollback({}, { wayBack: earlier }), false],
  ])("of %s is a command to copy, as it is", (_, report, namesRollback) => {
    const rendered = render(report);
    expect(commands(rendered)).toEqual([earlier.command]);
    expect(rendered).toContain("Way back");
    expect(rendered.includes("To remove only the moved comments")).toBe(namesRollback);
  });

  it("says whether it leads to before this run or an earlier one", () => {
    const beforeAnEarlierRun = { ...earlier, isFromEarlierRun: true };
    expect(render(exampleReport({ wayBack: earlier }))).toContain("first write of this run");
    expect(render(exampleReport({ wayBack: beforeAnEarlierRun }))).toContain("in an earlier run");
  });

  it("is the rollback alone where the database has no history", () => {
    const rendered = render(exampleReport({ wayBack: null }));
    expect(rendered).toContain("To remove only the moved comments");
    expect(rendered).toContain("mode: rollback");
    expect(commands(rendered)).toEqual([]);
  });

  it.each(["import", "verify"] as const)(
    "is mentioned though no page is complete, where one failed in the step %s",
    (step) => {
      const failedPages = exampleReport().failedPages.map((page) => ({ ...page, step }));
      const comments = { extracted: 3, imported: 0, inserted: 0, failed: 3 };
      expect(render(exampleReport({ wayBack: null, failedPages, comments }))).toContain("Way back");
    },
  );

  it("is not mentioned where nothing was written", () => {
    const comments = { extracted: 0, imported: 0, inserted: 0, failed: 0 };
    expect(render(exampleReport({ wayBack: null, comments }))).not.toContain("Way back");
  });
});

describe("the rollback where a run is shown", () => {
  it("is the workflow to start, in a summary", () => {
    const rollBack = { clause: "start the workflow “Move” again with mode: rollback." };
    expect(gfm.render(renderMarkdown(exampleReport(), { rollBack }))).toContain(rollBack.clause);
  });

  it("is a command with the same flags, in a terminal, without secrets", () => {
    const inputs = {
      "database-name": "my comments",
      source: "disqus",
      "source-file": "a/*.xml.gz",
      "cloudflare-api-token": "secret-token",
      mode: "migrate",
      "log-level": "debug",
    };
    const command = rollbackCommand({ configFile: "it's.yml", inputs });
    expect(command).toBe(
      "hugo-comment-migration rollback --config-file 'it'\\''s.yml' --source disqus --source-file 'a/*.xml.gz' --database-name 'my comments'",
    );
    expect(renderText(exampleReport(), { rollBack: { command } })).toContain(`\n  ${command}\n`);
  });
});

it("of several shards is the earliest one", () => {
  const shardOf = (number: number, wayBack: WayBack | null) => ({
    report: exampleReport({ wayBack, shard: { number, of: 3 } }),
    checkpoint: null,
  });
  const merged = mergeReports([shardOf(1, later), shardOf(2, null), shardOf(3, earlier)]);
  expect(merged.wayBack).toEqual(earlier);
});

it("is an output of the step, empty where there is none", () => {
  const outputs = (report: Report) => outputsOf(report, "report.json", false).bookmark;
  expect(outputs(exampleReport({ wayBack: earlier }))).toBe(earlier.bookmark);
  expect(outputs(exampleReport())).toBe(emptyOutputs.bookmark);
});
