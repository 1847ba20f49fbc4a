import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { migrateSite } from "../src/index.ts";
import { renderMarkdown } from "../src/report/markdown.ts";
import { checkOutSite } from "../test/e2e/migration-site.ts";
import { startBrowser } from "../test/parts/browser/browser.ts";
import { githubPage } from "../test/parts/browser/github-markdown.ts";
import { startStaticServer } from "../test/parts/browser/static-server.ts";
import { startCloudflareApi } from "../test/parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../test/parts/d1/d1-backend.ts";
import { startEmbeddedHomeserver } from "../test/parts/homeserver/embedded-homeserver.ts";
import { readExampleConversations, seed } from "../test/parts/homeserver/seed.ts";
import { partPath } from "../test/parts/tiers/tiers.ts";

// Takes the pictures of README: the example site's migration as its summary tells it, and one of its
// pages afterwards, in which Hugo renders the comments without any server. Needs Hugo and Chromium.

const images = fileURLToPath(new URL("../docs/images/", import.meta.url));
const theme = fileURLToPath(new URL("../examples/worker/hugo/", import.meta.url));
const post = "content/posts/first-loaf.md";
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};

await mkdir(images, { recursive: true });
await using homeserver = await startEmbeddedHomeserver();
await seed(homeserver, await readExampleConversations());
await using api = await startCloudflareApi(account, { backend: sqliteBackend() });
await using checkout = await checkOutSite();
await using site = await startStaticServer();
const report = await migrateSite({
  repositoryDir: checkout.workspace,
  settings: {
    "homeserver-url": homeserver.baseUrl,
    "server-name": homeserver.serverName,
    "database-name": account.databaseName,
    "cloudflare-api-token": account.apiToken,
    "cloudflare-account-id": account.accountId,
    "cloudflare-api-base": api.baseUrl,
    archive: "data/comments",
  },
});

const file = join(checkout.workspace, post);
const text = await readFile(file, "utf8");
await writeFile(file, text.replace('{{< chat "first-loaf" >}}', "{{< comments >}}"));
await cp(theme, checkout.workspace, { recursive: true });
const options = {
  cwd: checkout.workspace,
  env: {
    HUGO_CACHEDIR: join(checkout.d1, "cache"),
    HUGO_PARAMS_D1COMMENTS_SHORTCODE: "inline",
  },
};
await execa(partPath("hugo"), ["-b", `${site.origin}/`, "--noChmod"], options);
site.folder = join(checkout.workspace, "public");

const pageId = report.pageList?.find(({ location }) => location.file === post)?.pageId;
const browser = await startBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 720, height: 640 } });
  await page.goto(`${site.origin}${pageId}`);
  await page.addStyleTag({ content: "body { font: 16px system-ui; margin: 24px; }" });
  await page.screenshot({ path: `${images}comments.png` });
  // Not every machine has a font with the verdict's mark; what follows the numbers differs each time.
  const summary = renderMarkdown(report).replace(/^## \S+ /, "## ");
  await page.setViewportSize({ width: 720, height: 470 });
  await page.setContent(githubPage(summary, "Migrate comments"));
  await page.screenshot({ path: `${images}summary.png` });
} finally {
  await browser.close();
}
