import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { say } from "../../src/action/log/log.ts";
import { logLine } from "../../src/domain/printable.ts";
import { renderText } from "../../src/report/text.ts";
import { pageLine } from "../../src/run/page-line.ts";
import { exampleReport } from "../report/example-report.ts";

const src = fileURLToPath(new URL("../../src/", import.meta.url));

/** Whether the runner would carry the line out. Source: actions/runner, ActionCommand.cs. */
function isCommand(line: string): boolean {
  return line.trim().startsWith("::") || line.includes("##[");
}

/** Text with the parts that commands are made of. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "::",
        ":",
        "##[",
        "#",
        "[",
        "\n",
        "\r",
        "\r\n",
        " ",
        "\u2028",
        "%0A",
        "\u0085",
      ),
      fc.constantFrom("::error::", "::add-mask::", "##[stop-commands]", "set-output name=a::"),
      fc.string({ unit: "grapheme", maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("a line of the log", () => {
  it("is one line and no command of the runner, whatever text it holds", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const line = logLine(text);
        expect(line).not.toMatch(/[\r\n\u0085\u2028\u2029]/);
        expect(isCommand(line)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it("stays as it is where it could not be taken for a command", () => {
    const line = "✓ /posts/c++::scope/: 3 comments [#1] ## title";
    expect(logLine(line)).toBe(line);
  });

  it("of a page is no command, whatever the page is called and the server said", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (pageId, message) => {
        const page = { pageId, title: "", file: "a.md", threads: [] };
        const failure = { code: "x", message };
        const line = pageLine({
          state: "failed",
          page,
          comments: 0,
          failure,
          step: "read",
          attempts: 1,
        });
        expect(isCommand(line)).toBe(false);
        expect(line).not.toMatch(/[\r\n]/);
      }),
    );
  });

  it("of the report in a terminal is no command either: a workflow may run the terminal command", () => {
    fc.assert(
      fc.property(hostileText, (message) => {
        const findings = [{ severity: "warning", code: "x", message } as const];
        const lines = renderText(exampleReport({ findings })).split("\n");
        expect(lines.filter(isCommand)).toEqual([]);
      }),
    );
  });
});

it("say() writes each line of a text as a line of its own that is no command", () => {
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  say("first\n::error::second ##[error]");
  expect(written.join("").trim().split(/\r?\n/)).toEqual(["first", ": :error::second ## [error]"]);
});

it("an error that nothing catches is told as a command of ours, and its words are none", () => {
  const module = JSON.stringify(new URL("../../src/action/entries/fail-step.ts", import.meta.url));
  const program = `const { failOnUncaughtErrors } = await import(${module});
    failOnUncaughtErrors();
    Promise.reject(new Error("no\\n::stop-commands::x"));`;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", program],
    { encoding: "utf8" },
  );
  expect(status).toBe(1);
  const commands = `${stdout}\n${stderr}`.split("\n").filter(isCommand);
  expect(commands).toEqual([
    expect.stringMatching(/^::error::An unexpected error occurred: Error: no\. /),
    expect.stringMatching(/^::debug::Error: no%0A::stop-commands::x/),
  ]);
});

function sources(folder: string): readonly string[] {
  return readdirSync(join(src, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file).replaceAll("\\", "/"));
}

/** The source files whose text holds the pattern. */
function filesWith(pattern: RegExp, folder = "."): readonly string[] {
  return sources(folder).filter((file) => pattern.test(readFileSync(join(src, file), "utf8")));
}

describe("the source", () => {
  it("writes to a step's log in one place, which lets no command through", () => {
    expect(filesWith(/\binfo\b[^;]*from "@actions\/core"/s, "action")).toEqual([
      "action/log/log.ts",
    ]);
    expect(filesWith(/\bconsole\.|(?:stdout|stderr)\.write\(/, "action")).toEqual([]);
  });

  it("issues no command by hand", () => {
    expect(filesWith(/issueCommand|exportVariable|addPath|`::[a-z]|"::[a-z]/)).toEqual([]);
  });

  it("writes outputs and state through the toolkit alone, whose delimiters nobody can guess", () => {
    expect(filesWith(/GITHUB_(?:OUTPUT|STATE|ENV|PATH)\b/)).toEqual([]);
  });

  it("adds to the job summary, which has no delimiters, in one place", () => {
    const inAction = filesWith(/env\["GITHUB_STEP_SUMMARY"\]/);
    expect(inAction).toEqual(["action/log/job-summary.ts"]);
  });

  it("starts programs in one place, without a shell", () => {
    const files = filesWith(/child_process/);
    expect(files).toEqual(["process/fork-program.ts", "process/run-process.ts"]);
  });

  it("sends requests of its own in one folder, which holds the limits", () => {
    const files = filesWith(/await (?:\w+\.)?fetch\(/);
    expect(files).toEqual(["http/download.ts", "http/fetch-answer.ts"]);
  });

  it("runs no text as code", () => {
    expect(filesWith(/\beval\(|new Function\(|node:vm|shell:/)).toEqual([]);
  });
});
