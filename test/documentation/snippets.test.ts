import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { readAuthorEntries } from "../../src/config/author-entries.ts";
import { type SettingName, settingInfo, settingNames } from "../../src/config/settings.ts";
import type { Thread } from "../../src/domain/page.ts";
import { readAddressTable } from "../../src/matching/address-table.ts";
import { planReplacement } from "../../src/replace/plan-replacement.ts";
import { reportSchema } from "../../src/report/report-schema.ts";
import { pageSlugTemplate } from "../../src/targets/garrul/page-slug.ts";
import { systems } from "../../src/targets/systems.ts";
import { enough, problems } from "../config/sources.ts";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { targetOn } from "../parts/d1/target-on.ts";
import { templateOf } from "../shortcode/template-of.ts";
import { commentTables } from "../targets/schemas/comment-tables.ts";
import {
  argumentsOf,
  commandsOf,
  folderOf,
  isWrangler,
  misread,
  whatIsWrong,
  whyNotHeld,
} from "./shell-commands.ts";
import { kindOf, type SnippetKind, snippetsOfKind } from "./snippet-kinds.ts";
import { documents, inlineCodeOf, root, type Snippet, snippets, snippetsOf } from "./snippets.ts";

const never = new AbortController().signal;
const table = z.record(z.string(), z.unknown());

/** What holds the snippets of a kind, without a program; the others are those of *.parts.test.ts. */
const checks: Readonly<
  Record<
    Exclude<SnippetKind, "workflow" | "program" | "template" | "site" | "hook">,
    (snippet: Snippet) => void | Promise<void>
  >
> = {
  commands(snippet) {
    const found = commandsOf(snippet).flatMap((shown) => {
      const problem = whatIsWrong(shown) ?? whyNotHeld(shown);
      return problem === undefined ? [] : [`${shown.command}: ${problem}`];
    });
    expect(found).toEqual([]);
  },
  step({ content }) {
    const { with: inputs } = z.object({ with: table.default({}) }).parse(parse(content));
    // What an expression becomes is known in a run alone.
    const known = Object.entries(inputs).filter(([, value]) => !String(value).includes("${{"));
    const written = Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
    expect(Object.keys(inputs).filter((name) => !isSetting(name))).toEqual([]);
    expect(problems({ inputs: { ...enough, ...written }, threads: [shownByGiscus] })).toEqual([]);
  },
  settings({ content }) {
    expect(Object.keys(table.parse(parse(content)))).not.toEqual([]);
    expect(problems({ inputs: enough, yaml: content })).toEqual([]);
  },
  authors({ content }) {
    const { entries, faults } = readAuthorEntries(table.parse(parse(content)));
    expect(faults).toEqual([]);
    expect(entries.size).toBeGreaterThan(0);
  },
  "address table"({ content }) {
    expect(readAddressTable(content, "comment-migration.urls.csv")).not.toEqual([]);
  },
  replacement({ content }) {
    const [, before = ""] = /^-(.*)$/m.exec(content) ?? [];
    const [, after = ""] = /^\+(.*)$/m.exec(content) ?? [];
    const [, threadId = ""] = /^\{\{< \w+ (\S+) >\}\}$/.exec(before) ?? [];
    const [, pageId = ""] = /page="([^"]+)"/.exec(after) ?? [];
    const contentDir = join(root, "examples", "site", "content");
    const file = globSync("**/*.md", { cwd: contentDir }).find((one) =>
      readFileSync(join(contentDir, one), "utf8").split("\n").includes(before),
    );
    const html = join(root, "examples", "site", "public", pageId, "index.html");
    expect(file).toBeDefined();
    expect(readFileSync(html, "utf8")).toContain(threadId);
    expect(replacedBy(threadId, pageId, before)).toBe(after);
  },
  slug({ content }) {
    expect(content).toBe(`data-slug="${pageSlugTemplate}"\n`);
  },
  async guess({ content }) {
    const [made] = commentTables.filter(({ whose }) => whose.startsWith("comment-kit"));
    const transport = createSqliteTransport();
    transport.database.exec(made?.sql ?? "");
    const target = targetOn(transport, { readOnly: true });
    await expect(target.prepare({ readOnly: true }, never)).rejects.toSatisfy(
      (error) => inOneLine(String(error.remedy)) === inOneLine(content),
    );
  },
  report({ content }) {
    expect(reportSchema.safeParse(JSON.parse(content)).error?.issues).toBeUndefined();
  },
  async query({ content }) {
    const transport = createSqliteTransport();
    await targetOn(transport).prepare({ readOnly: false }, never);
    transport.database.exec(content);
  },
  // GitHub draws them: one line that it can't read, and it draws nothing.
  diagram({ content }) {
    const [first, ...lines] = content.trimEnd().split("\n");
    expect(first).toMatch(/^(?:flowchart TD|stateDiagram-v2)$/);
    const node = String.raw`(?:\[\*\]|\w+)(?:\["[^"\]]+"\])?`;
    const line = new RegExp(`^  ${node}(?: --> ${node}(?: & ${node})*)?(?:: [^:;]+)?$`);
    expect(lines.filter((one) => !line.test(one))).toEqual([]);
  },
};

/** A page with giscus's widget, which says what `source: github` needs to know. */
const shownByGiscus: Thread = {
  threadId: "posts/rye/",
  siteName: "octo/blog",
  settings: { widget: "giscus" },
  location: { file: "layouts/single.html", line: 3 },
};

function isSetting(name: string): name is SettingName {
  return settingNames.some((one) => one === name);
}

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

function inOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}

/** What takes the place of a shortcode once its page is moved. */
function replacedBy(threadId: string, pageId: string, before: string): string | undefined {
  const location = { file: "content/a.md", line: 1 };
  const thread = { threadId, location };
  const call = { start: 0, end: before.length, inner: "" };
  const { files } = planReplacement(
    {
      pages: [{ pageId, title: "", file: location.file, threads: [thread] }],
      places: [
        {
          path: "/site/content/a.md",
          location,
          digest: "0",
          takesHtml: false,
          threadIds: [threadId],
          call,
        },
      ],
      threads: [thread],
    },
    new Set([pageId]),
    templateOf(systems.classic.shortcode ?? ""),
  );
  return files[0]?.replacements[0]?.by;
}

it("every block of every document is of a kind that a test holds (test/documentation/snippet-kinds.ts)", () => {
  expect(snippets.length).toBeGreaterThan(20);
  const unheld = snippets.filter((snippet) => kindOf(snippet) === undefined);
  expect(unheld).toEqual([]);
});

/** The block of a text that somebody adds to a document. */
function added(text: string): Snippet {
  const [snippet] = snippetsOf("docs/new.md", text);
  if (snippet === undefined) throw new Error("there is no block");
  return snippet;
}

describe("a block that was added", () => {
  it.each([
    "```python\nprint(1)\n```",
    "```\nwhatever\n```",
    "    indented = true",
    "```yaml\nsource:\n  kind: disqus\n```",
    "<!-- snippet: setings -->\n```yaml\nsource: {}\n```",
    "<!-- snippet: settings -->\n```sh\nls\n```",
  ])("is refused while nothing says how it is held: %j", (text) => {
    expect(kindOf(added(text))).toBeUndefined();
  });

  it("is what its language, its keys or the comment before it say", () => {
    expect(kindOf(added("- a list:\n\n  ```yaml\n  with:\n    source: disqus\n  ```"))).toBe(
      "step",
    );
    expect(kindOf(added("```yaml\njobs: {}\n```"))).toBe("workflow");
    expect(kindOf(added("<!-- snippet: settings -->\n```yaml\nsource: {}\n```"))).toBe("settings");
  });

  it.each([
    ["npm run nothing", "has no script nothing"],
    ["npm run demo --source disqus", "put -- before it"],
    ["npm run typecheck", "no test runs it"],
    ["rm -rf site", "no test knows"],
    ["npx github:hugo-comment-migration/hugo-comment-migration migrat", "is no command"],
    [
      "npx github:hugo-comment-migration/hugo-comment-migration migrate --databse-name x",
      "is no flag",
    ],
    ["export CLOUDFLARE_TOKEN=…", "no setting is read from"],
    ["node scripts/nothing.ts", "has no scripts/nothing.ts"],
  ])("is refused where its command is none: %s", (command, problem) => {
    const wrong = commandsOf(added(`\`\`\`sh\n${command}  # why\n\`\`\``)).map(
      (shown) => whatIsWrong(shown) ?? whyNotHeld(shown),
    );
    expect(wrong).toEqual([expect.stringContaining(problem)]);
  });
});

const isChecked = (kind: string): kind is keyof typeof checks => Object.hasOwn(checks, kind);

describe("what documents show is as it says", () => {
  const checked = snippets.flatMap((snippet) => {
    const kind = kindOf(snippet);
    return kind !== undefined && isChecked(kind)
      ? [[kind, `${snippet.document}:${snippet.line}`, snippet] as const]
      : [];
  });

  it.each(checked)("%s, %s", (kind, _, snippet) => checks[kind](snippet));

  it.each([
    ["commands", "```sh\nnpm run nothing\n```"],
    ["step", "```yaml\nwith:\n  databse-name: comments\n```"],
    ["step", "```yaml\nwith:\n  mode: both\n```"],
    ["settings", "```yaml\ntarget:\n  shema: garrul\n```"],
    ["authors", '```yaml\n"@ada:example.org": { nme: Ada }\n```'],
    ["address table", '```csv\nfrom,to\n"https://old.example/,/\n```'],
    ["replacement", "```diff\n-{{< chat sourdough-starter >}}\n+{{< comments >}}\n```"],
    ["slug", '```html\ndata-slug="{{ .RelPermalink }}"\n```'],
    ["guess", "```text\nBy its columns\n```"],
    ["report", "```json\n{}\n```"],
    ["query", "```sql\nSELECT page FROM comments\n```"],
    ["diagram", "```mermaid\nflowchart TD\n  a --> b: one; two\n```"],
  ] as const)("and %s that is not is refused: %j", async (kind, text) => {
    await expect((async () => checks[kind](added(text)))()).rejects.toThrow();
  });
});

/** What the example's style sheet lets a site change. */
const customProperties = new Set(
  readFileSync(join(root, "examples/worker/hugo/assets/d1-comments/widget.css"), "utf8").match(
    /(?<=var\()--comments-[\w-]+/g,
  ),
);

describe.each(documents)("in its sentences, %s", (document) => {
  const codes = inlineCodeOf(document);

  it("names commands that are there", () => {
    const commands = codes.filter((code) => /^(?:npx|npm|node|wrangler|gh|hugo) \S/.test(code));
    const wrong = commands
      .filter((command) => !isWrangler(command) && !/^hugo [^-]/.test(command))
      .flatMap((command) => whatIsWrong({ command, folder: folderOf(document) }) ?? []);
    expect(wrong).toEqual([]);
  });

  it("names flags that the terminal command has", () => {
    const flags = codes.filter(
      (code) => /^--\w/.test(code) && code !== "--source" && !customProperties.has(code),
    );
    const wrong = flags.flatMap((flag) => {
      const args = argumentsOf(flag);
      return misread(args) !== undefined && misread(["init", ...args]) !== undefined ? [flag] : [];
    });
    expect(wrong).toEqual([]);
  });

  it("gives settings values that they can have", () => {
    const wrong = codes.filter((code) => {
      const [, name = "", written = ""] = /^([a-z0-9-]+): ([^…[\]]+)$/.exec(code) ?? [];
      if (!isSetting(name)) return false;
      const value: unknown = parse(written);
      return !settingInfo(name).type.safeParse(isYesOrNoWord(value) ? value : String(value))
        .success;
    });
    expect(wrong).toEqual([]);
  });
});

function isYesOrNoWord(value: unknown): boolean {
  return typeof value === "boolean";
}

it("the attestation is asked for of a file and of the repository that are ours", () => {
  const commands = snippetsOfKind("commands").flatMap(([, snippet]) => commandsOf(snippet));
  const [asked = ""] = commands.flatMap(({ command }) =>
    command.startsWith("gh ") ? command : [],
  );
  const [, , , file = "", , repository] = argumentsOf(asked);
  expect(existsSync(join(root, dirname(file)))).toBe(true);
  const { url } = z
    .object({ repository: z.object({ url: z.string() }) })
    .parse(JSON.parse(read("package.json"))).repository;
  expect(url).toBe(`git+https://github.com/${repository}.git`);
});
