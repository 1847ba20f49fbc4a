import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import {
  type ArchivedPage,
  archivedPage,
  archiveFileName,
  archiveText,
} from "../../src/archive/archived-page.ts";

const theme = fileURLToPath(new URL("../../examples/worker/hugo/", import.meta.url));

/** A Hugo site that has examples/worker/hugo as its first theme. */
export interface ThemeSite extends AsyncDisposable {
  /** Absolute. */
  readonly folder: string;
  readonly write: (path: string, text: string) => Promise<void>;
  /** Builds it into a folder of its own; `said` is what Hugo printed. */
  readonly build: (hugo: string, ...flags: readonly string[]) => Promise<BuiltSite>;
}

interface BuiltSite {
  /** Absolute. */
  readonly dir: string;
  readonly said: string;
  readonly read: (file: string) => Promise<string>;
}

const layouts: Readonly<Record<string, string>> = {
  "layouts/_default/baseof.html": `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{ .Title }}</title>
{{ with site.Params.policy }}<meta http-equiv="Content-Security-Policy" content="{{ . }}">{{ end }}</head>
<body><main>{{ block "main" . }}{{ end }}</main></body></html>
`,
  "layouts/_default/single.html": `{{ define "main" }}<h1>{{ .Title }}</h1>
{{ .Content }}
{{ if .Params.hook }}{{ partial "d1-comments.html" . }}{{ end }}{{ end }}
`,
  "layouts/_default/list.html": `{{ define "main" }}<h1>{{ .Title }}</h1>
{{ range site.RegularPages }}<section><h2>{{ .Title }}</h2>{{ .Summary }}<p>{{ partial "d1-comments/count.html" . }}</p></section>
{{ end }}{{ end }}
`,
};

/** Makes one from its files; `hugo.toml` has settings after those that every site needs. */
export async function makeThemeSite(files: Readonly<Record<string, string>>): Promise<ThemeSite> {
  const folder = await mkdtemp(join(tmpdir(), "theme-site-"));
  await cp(theme, join(folder, "themes", "d1-comments"), { recursive: true });
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  const { "hugo.toml": settings = "", ...others } = files;
  const config = `baseURL = "https://blog.example/"
title = "Blog"
theme = ["d1-comments"]
${settings}`;
  const all = { ...layouts, ...others, "hugo.toml": config };
  for (const [path, text] of Object.entries(all)) await write(path, text);
  let builds = 0;
  return {
    folder,
    write,
    async build(hugo, ...flags) {
      builds += 1;
      const dir = join(folder, `public-${builds}`);
      const { all: said } = await execa(hugo, ["-d", dir, "--noChmod", ...flags], {
        cwd: folder,
        all: true,
        env: { HUGO_CACHEDIR: join(folder, "cache") },
      });
      return { dir, said, read: (file) => readFile(join(dir, file), "utf8") };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A page's file in the archive, from what differs of its comments. */
export function archived(
  page: string,
  comments: readonly Partial<ArchivedPage["comments"][number]>[],
  format: ArchivedPage["format"] = "text",
): Readonly<Record<string, string>> {
  const whole = comments.map((comment, index) => ({
    id: String(index + 1),
    parent_id: null,
    parent_author: null,
    depth: 0,
    author: "Ada",
    created: "2024-05-02T10:00:00.000Z",
    content: `Comment ${index + 1}`,
    ...comment,
  }));
  const made = { made_by: "hugo-comment-migration", version: 1, page, format, comments: whole };
  const text = archiveText(archivedPage.parse(made));
  return { [`data/comments/${archiveFileName(page)}`]: text };
}
