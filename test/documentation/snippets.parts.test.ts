import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse as parseScript } from "acorn";
import { execa } from "execa";
import { parseDocument } from "htmlparser2";
import { expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { currentHugo, hugos } from "../parts/hugo/hugos.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { partPath } from "../parts/tiers/tiers.ts";
import { snippetsOfKind } from "./snippet-kinds.ts";

/** Writes files by their paths into a folder that is there while `use` runs. */
async function withFiles(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "snippets-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A workflow around what a document shows of one. */
function workflowAround(content: string): string {
  const part = z.record(z.string(), z.unknown()).parse(parse(content));
  const { permissions, with: inputs } = part;
  const step = {
    uses: "hugo-comment-migration/hugo-comment-migration@v1",
    ...(inputs === undefined ? {} : { with: inputs }),
  };
  return stringify({
    on: "workflow_dispatch",
    ...(permissions === undefined ? {} : { permissions }),
    jobs: { migrate: { "runs-on": "ubuntu-latest", steps: [step] } },
  });
}

describeWith("actionlint")("actionlint", () => {
  it("finds nothing in the workflows that documents show, and in their parts", async () => {
    const whole = snippetsOfKind("workflow").map(([name, { content }]) => [name, content]);
    const parts = snippetsOfKind("step").map(([name, { content }]) => [
      name,
      workflowAround(content),
    ]);
    const workflows = [...whole, ...parts].map(([name = "", text = ""]) => [
      `${name.replace(/\W/g, "-")}.yml`,
      text,
    ]);
    expect(workflows.length).toBeGreaterThan(3);
    await withFiles(Object.fromEntries(workflows), async (folder) => {
      const names = workflows.map(([name = ""]) => name);
      const options = { cwd: folder, encoding: "utf8" } as const;
      const { stdout, status } = spawnSync(partPath("actionlint"), names, options);
      expect({ stdout, status }).toEqual({ stdout: "", status: 0 });
    });
  });
});

const templates = snippetsOfKind("template").map(
  ([name, { content }], index) => [`widget-${index}`, name, content] as const,
);

for (const hugo of hugos) {
  hugo.describe(`the templates that documents show, built by ${hugo.name}`, () => {
    it("are shortcodes that make HTML with scripts that run", async () => {
      const files = {
        "hugo.toml": "baseURL = 'https://blog.example/'\n",
        "layouts/_default/single.html": "{{ .Content }}",
        ...Object.fromEntries(
          templates.map(([shortcode, , content]) => [
            `layouts/shortcodes/${shortcode}.html`,
            content,
          ]),
        ),
        ...Object.fromEntries(
          templates.map(([shortcode]) => [
            `content/${shortcode}.md`,
            `---\ntitle: "A \\"quoted\\" <title>"\n---\n{{< ${shortcode} >}}\n`,
          ]),
        ),
      };
      await withFiles(files, async (folder) => {
        await execa(hugo.path(), ["--quiet", "--noChmod"], {
          cwd: folder,
          env: { HUGO_CACHEDIR: join(folder, "cache") },
        });
        for (const [shortcode, name] of templates) {
          const html = await readFile(join(folder, "public", shortcode, "index.html"), "utf8");
          expect(html, name).not.toMatch(/\{\{|ZgotmplZ/);
          const scripts = scriptsIn(html);
          expect(scripts.length, name).toBeGreaterThan(0);
          for (const script of scripts) {
            expect(() =>
              parseScript(script, { ecmaVersion: "latest", sourceType: "module" }),
            ).not.toThrow();
          }
        }
      });
    });
  });
}

currentHugo.describe("a site's settings and its theme's hook that documents show", () => {
  const hooks = snippetsOfKind("hook");
  const cases = snippetsOfKind("site").flatMap(([site, { content: settings }]) =>
    hooks.map(([hook, { content }]) => [site, hook, settings, content] as const),
  );

  it.each(cases)("show the comments on its pages: %s, %s", async (_site, _hook, settings, hook) => {
    const files = {
      "hugo.toml": `baseURL = "https://blog.example/"\n${settings}`,
      "themes/your-theme/layouts/_default/single.html": `{{ .Content }}${hook}`,
      "content/a.md": "---\ntitle: A\n---\nText\n",
    };
    await withFiles(files, async (folder) => {
      const theme = new URL("../../examples/worker/hugo/", import.meta.url);
      await cp(theme, join(folder, "themes", "d1-comments"), { recursive: true });
      await execa(currentHugo.path(), ["--quiet", "--noChmod"], {
        cwd: folder,
        env: { HUGO_CACHEDIR: join(folder, "cache") },
      });
      const html = await readFile(join(folder, "public", "a", "index.html"), "utf8");
      const [, api] = /^api = "(.*)"$/m.exec(settings) ?? [];
      expect(html).toContain(`data-api="${api}" data-page="/a/"`);
    });
  });
});

/** What HTML has between the tags of its scripts. */
function scriptsIn(html: string): readonly string[] {
  const texts: string[] = [];
  const visit = (nodes: ReturnType<typeof parseDocument>["children"]): void => {
    for (const node of nodes) {
      if (!("children" in node)) continue;
      if (node.type === "script") {
        texts.push(
          node.children.map((child) => ("data" in child ? String(child.data) : "")).join(""),
        );
      } else visit(node.children);
    }
  };
  visit(parseDocument(html).children);
  return texts;
}
