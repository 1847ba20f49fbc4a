import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { findPart } from "../test/parts/tiers.ts";
import { type BenchResult, median } from "./figure.ts";

// Our scan of content files and templates against `hugo list all` on the same tree: 10,000 files,
// 2,000 with a comment section. Each scan runs in a fresh process, as in a workflow; its own clock
// begins when the program is loaded, Hugo's when it is spawned.

const files = 10_000;
const withSection = 2_000;
const rounds = 5;
const child = fileURLToPath(new URL("discovery-scan.ts", import.meta.url));
const measured = z.object({
  pages: z.number(),
  milliseconds: z.number(),
  peakMegabytes: z.number(),
});

export async function run(): Promise<BenchResult> {
  const hugo = findPart("hugo");
  const site = mkdtempSync(join(tmpdir(), "bench-discovery-"));
  try {
    writeSite(site);
    const ours: z.infer<typeof measured>[] = [];
    const hugos: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(scan(site));
      if (hugo !== undefined) hugos.push(listAll(hugo, site));
    }
    if (ours.some(({ pages }) => pages !== withSection)) throw new Error("pages were overlooked");
    const time = median(ours.map(({ milliseconds }) => milliseconds));
    const peak = Math.max(...ours.map(({ peakMegabytes }) => peakMegabytes));
    const of = { bench: "discovery" } as const;
    return {
      figures: [
        { ...of, figure: "scan", value: time, unit: "ms" },
        { ...of, figure: "peak-memory", value: peak, unit: "MB", atMost: 200 },
        ...(hugo === undefined
          ? []
          : [
              { ...of, figure: "hugo-list-all", value: median(hugos), unit: "ms" },
              {
                ...of,
                figure: "scan-to-hugo",
                value: time / median(hugos),
                unit: "x",
                atMost: 0.2,
              },
            ]),
      ],
      skipped: hugo === undefined ? ["scan-to-hugo: Hugo is not on this machine"] : [],
    };
  } finally {
    rmSync(site, { recursive: true });
  }
}

function scan(site: string) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [child, site], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return measured.parse(JSON.parse(stdout));
}

function listAll(hugo: string, site: string): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(hugo, ["list", "all"], {
    cwd: site,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { PATH: process.env["PATH"], HOME: site, HUGO_NOBUILDLOCK: "true" },
  });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - start;
}

/** Posts of some 3 KB in folders by year, as blogs have them. */
function writeSite(site: string): void {
  const paragraph = "It was a bright cold day in April, and the clocks were striking thirteen. ";
  const text = `${paragraph.repeat(6)}\n\n`.repeat(7);
  mkdirSync(join(site, "layouts", "shortcodes"), { recursive: true });
  writeFileSync(
    join(site, "hugo.toml"),
    'baseURL = "https://example.org/"\n[permalinks]\nposts = "/:year/:month/:slug/"\n',
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
    const section = index % (files / withSection) === 0 ? `{{< chat section-${index} >}}\n` : "";
    writeFileSync(join(folder, `post-${index}.md`), `---\n${frontMatter}\n---\n${text}${section}`);
  }
}
