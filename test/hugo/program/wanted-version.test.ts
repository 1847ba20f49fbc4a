import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findLowestVersion } from "../../../src/hugo/program/lowest-version.ts";
import { newestTested } from "../../../src/hugo/program/tested-versions.ts";
import { findNamedVersions } from "../../../src/hugo/program/wanted-version.ts";

let outside: string;
let repositoryDir: string;
let siteDir: string;
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), "wanted-version-"));
  repositoryDir = join(outside, "repository");
  siteDir = join(repositoryDir, "blog");
  mkdirSync(siteDir, { recursive: true });
});
afterEach(() => rmSync(outside, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(repositoryDir, file)), { recursive: true });
  writeFileSync(join(repositoryDir, file), text);
}

const named = async () =>
  (await findNamedVersions({ siteDir, repositoryDir }))?.map(
    ({ version, file }) => `${version} ${file}`,
  );

const workflow = ".github/workflows/deploy.yml";

describe("the Hugo that a site names", () => {
  it.each([
    [
      "a step's input",
      workflow,
      "jobs:\n  a:\n    steps:\n      - with:\n          hugo-version: '0.120.4'\n",
    ],
    ["a workflow's variable", workflow, "env:\n  HUGO_VERSION: 0.120.4\n"],
    ["a variable of a job", workflow, "jobs:\n  a:\n    env: { HUGO_VERSION: 0.120.4 }\n"],
    [
      "a workflow with another ending",
      ".github/workflows/a.yaml",
      "env:\n  HUGO_VERSION: 0.120.4\n",
    ],
    ["Netlify", "netlify.toml", '[build.environment]\nHUGO_VERSION = "0.120.4"\n'],
    [
      "Netlify's production before all contexts",
      "netlify.toml",
      '[build.environment]\nHUGO_VERSION = "0.119.0"\n[context.production.environment]\nHUGO_VERSION = "0.120.4"\n',
    ],
    ["Vercel", "vercel.json", '{"build":{"env":{"HUGO_VERSION":"0.120.4"}}}'],
    ["Vercel's older form", "vercel.json", '{"env":{"HUGO_VERSION":"0.120.4"}}'],
    [".hugo-version", ".hugo-version", "# for CI\nv0.120.4\n"],
    ["asdf", ".tool-versions", "nodejs 20.1.0\nhugo extended_0.120.4\n"],
    ["asdf's other name", ".tool-versions", "gohugo 0.120.4 # as on the server\r\n"],
    ["mise", "mise.toml", '[tools]\nhugo = "0.120.4"\n'],
    ["mise's hidden file", ".mise.toml", '[tools]\nhugo-extended = ["0.120.4", "0.1.1"]\n'],
    ["mise with options", "mise.toml", '[tools]\n"aqua:gohugoio/hugo" = { version = "0.120.4" }\n'],
    ["mise's variables", "mise.toml", '[env]\nHUGO_VERSION = "0.120.4"\n'],
    ["hugo-extended", "package.json", '{"devDependencies":{"hugo-extended":"^0.120.4"}}'],
    [
      "hugo-bin by its section",
      "package.json",
      '{"devDependencies":{"hugo-bin":"^0.130.0"},"hugo-bin":{"version":"0.120.4"}}',
    ],
  ])("is read from %s", async (_, file, text) => {
    write(file, text);
    expect(await named()).toEqual([`0.120.4 ${file}`]);
  });

  it.each([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's workflows
    ["an expression", workflow, "env:\n  HUGO_VERSION: ${{ vars.HUGO }}\n"],
    ["this action's own auto", workflow, "with:\n  hugo-version: auto\n"],
    ["a malformed workflow", workflow, "env: [\n  HUGO_VERSION: 0.120.4"],
    ["malformed TOML", "netlify.toml", "HUGO_VERSION = 0.120.4.1.x"],
    ["malformed JSON", "package.json", "{"],
    ["a list instead of a table", "vercel.json", "[]"],
    ["an empty file", ".hugo-version", ""],
    ["the version of hugo-bin itself", "package.json", '{"dependencies":{"hugo-bin":"^0.130.0"}}'],
    ["another tool", ".tool-versions", "hugot 0.120.4\nnodejs 20.0.0\n"],
    ["a number with the key of an object", "package.json", '{"constructor":"0.120.4"}'],
  ])("is not read from %s", async (_, file, text) => {
    write(file, text);
    expect(await named()).toBeUndefined();
  });

  it("keeps the zero at its end", async () => {
    write(workflow, "env:\n  HUGO_VERSION: 0.120\n");
    expect(await named()).toEqual([`0.120.0 ${workflow}`]);
  });

  it("is the newest tested one for latest", async () => {
    write(workflow, "with:\n  hugo-version: latest\n");
    expect(await named()).toEqual([`${newestTested} ${workflow}`]);
  });

  it("is that of the place nearest to the build, and others come after it", async () => {
    write("package.json", '{"dependencies":{"hugo-extended":"0.101.0"}}');
    write("mise.toml", '[tools]\nhugo = "0.102.0"\n');
    write(".tool-versions", "hugo 0.103.0\n");
    write(".hugo-version", "0.104.0\n");
    write("vercel.json", '{"build":{"env":{"HUGO_VERSION":"0.105.0"}}}');
    write("netlify.toml", '[build.environment]\nHUGO_VERSION = "0.106.0"\n');
    write(workflow, "env:\n  HUGO_VERSION: 0.107.0\n");
    expect(await named()).toEqual([
      `0.107.0 ${workflow}`,
      "0.106.0 netlify.toml",
      "0.105.0 vercel.json",
      "0.104.0 .hugo-version",
      "0.103.0 .tool-versions",
      "0.102.0 mise.toml",
      "0.101.0 package.json",
    ]);
  });

  it("is named once, however many places agree", async () => {
    write("netlify.toml", '[build.environment]\nHUGO_VERSION = "0.106.0"\n');
    write(workflow, "env:\n  HUGO_VERSION: 0.106.0\n");
    expect(await named()).toEqual([`0.106.0 ${workflow}`]);
  });

  it("is that of the site's folder before that of the repository", async () => {
    write(".hugo-version", "0.104.0\n");
    write("blog/.hugo-version", "0.105.0\n");
    expect(await named()).toEqual(["0.105.0 blog/.hugo-version", "0.104.0 .hugo-version"]);
  });

  it("is not read through a link out of the repository", async () => {
    writeFileSync(join(outside, "elsewhere"), "0.104.0\n");
    symlinkSync(join(outside, "elsewhere"), join(repositoryDir, ".hugo-version"));
    expect(await named()).toBeUndefined();
  });

  it("is not read from a file that nobody writes by hand", async () => {
    write(".hugo-version", `${"#".repeat(1024 * 1024)}\n0.104.0\n`);
    expect(await named()).toBeUndefined();
  });

  it("is read in time from a workflow of aliases of aliases", async () => {
    const lines = Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`);
    write(workflow, ["a0: &a0 [x]", ...lines, "HUGO_VERSION: 0.104.0"].join("\n"));
    expect(await named()).toEqual([`0.104.0 ${workflow}`]);
  });
});

const lowest = async () => {
  const found = await findLowestVersion({ siteDir, repositoryDir });
  return found && `${found.version} ${found.file}`;
};

describe("the oldest Hugo that a site works with", () => {
  it.each([
    ["blog/hugo.toml", '[module.hugoVersion]\nmin = "0.128.0"\n'],
    ["blog/config.yaml", "module:\n  hugoversion:\n    min: 0.128.0\n"],
    ["blog/hugo.json", '{"module":{"hugoVersion":{"extended":true,"min":"0.128.0"}}}'],
    ["blog/config/_default/hugo.toml", '[module.hugoVersion]\nmin = "0.128.0"\n'],
    ["blog/config/_default/module.toml", '[hugoVersion]\nmin = "0.128.0"\n'],
  ])("is read from %s", async (file, text) => {
    write(file, text);
    expect(await lowest()).toBe(`0.128.0 ${file}`);
  });

  it.each([
    ["theme.toml", 'min_version = "0.128"\n'],
    ["theme.toml", "min_version = 0.128\n"],
    ["hugo.toml", '[module.hugoVersion]\nmin = "0.128.0"\n'],
    ["config.yml", "module: { hugoVersion: { min: 0.128.0 } }\n"],
  ])("is read from the %s of its theme", async (name, text) => {
    write("blog/hugo.toml", 'theme = ["plain", "ours"]\n');
    write(`blog/themes/ours/${name}`, text);
    expect(await lowest()).toBe(`0.128.0 blog/themes/ours/${name}`);
  });

  it("is read from a theme that is imported, in another folder", async () => {
    write("blog/hugo.yaml", "themesDir: skins\nmodule:\n  imports:\n    - path: ours\n");
    write("blog/skins/ours/theme.toml", 'min_version = "0.128.0"\n');
    expect(await lowest()).toBe("0.128.0 blog/skins/ours/theme.toml");
  });

  it("is the highest limit of all", async () => {
    write("blog/hugo.toml", 'theme = "ours"\n[module.hugoVersion]\nmin = "0.99.0"\n');
    write("blog/themes/ours/theme.toml", 'min_version = "0.128.0"\n');
    expect(await lowest()).toBe("0.128.0 blog/themes/ours/theme.toml");
  });

  it.each([
    ["says nothing of it", "blog/hugo.toml", 'title = "Blog"\n'],
    ["has a malformed configuration", "blog/hugo.toml", "[module.hugoVersion\nmin = '0.128.0'"],
    [
      "does not name the theme that says it",
      "blog/themes/other/theme.toml",
      'min_version = "0.128.0"',
    ],
  ])("is unknown where it %s", async (_, file, text) => {
    write(file, text);
    expect(await lowest()).toBeUndefined();
  });

  it("is not read from a theme outside of the repository", async () => {
    write("blog/hugo.toml", 'theme = "../../../elsewhere"\n');
    mkdirSync(join(outside, "elsewhere"));
    writeFileSync(join(outside, "elsewhere", "theme.toml"), 'min_version = "0.128.0"\n');
    expect(await lowest()).toBeUndefined();
  });
});
