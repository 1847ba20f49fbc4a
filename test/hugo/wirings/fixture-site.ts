import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A comment section that a page of a fixture site shows. */
export interface ExpectedSection {
  /** The page's `.RelPermalink`. */
  readonly page: string;
  readonly threadId: string;
  readonly siteName?: string;
  readonly serverName?: string;
  readonly serverUrl?: string;
}

/** A small Hugo site, and the comment sections that it shows when it is built. */
export interface FixtureSite {
  readonly name: string;
  /** By path. */
  readonly files: Readonly<Record<string, string>>;
  readonly expected: readonly ExpectedSection[];
  /** Hugo 0.111 can't build it. */
  readonly needsNewHugo?: boolean;
  /** Shortcodes that the site names as input. */
  readonly shortcodes?: readonly string[];
}

/** Writes the site into a new folder, and gives that. */
export function writeFixtureSite({ files }: FixtureSite): string {
  const folder = mkdtempSync(join(tmpdir(), "fixture-site-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A section of the public server, of the site `example.org`. */
export function thread(page: string, threadId: string, siteName = "example.org"): ExpectedSection {
  return {
    page,
    threadId,
    siteName,
    serverName: "cactus.chat",
    serverUrl: "https://matrix.cactus.chat:8448",
  };
}

/** The configuration of a fixture site. */
export function hugoToml(more = ""): string {
  return `baseURL = "https://example.org/"
title = "Example"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
${more}`;
}

/** Layouts that show nothing but the content. */
export const plainLayouts = {
  "layouts/_default/single.html": "<html><body>{{ .Content }}</body></html>",
  "layouts/_default/list.html": "<html><body>{{ .Content }}</body></html>",
};

/** The HTML of Cactus's guide. Source: https://cactus.chat/docs/getting-started/quick-start/ */
export function clientHtml(siteName: string, threadId: string): string {
  return `<script type="text/javascript" src="https://latest.cactus.chat/cactus.js"></script>
<link rel="stylesheet" href="https://latest.cactus.chat/style.css" type="text/css">
<div id="comment-section"></div>
<script>
initComments({
  node: document.getElementById("comment-section"),
  defaultHomeserverUrl: "https://matrix.cactus.chat:8448",
  serverName: "cactus.chat",
  siteName: ${siteName},
  commentSectionId: ${threadId}
})
</script>
`;
}

/** A content file with a title. */
export function post(title: string, body: string, frontMatter = ""): string {
  return `---\ntitle: ${JSON.stringify(title)}\n${frontMatter}---\n${body}\n`;
}

export function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
