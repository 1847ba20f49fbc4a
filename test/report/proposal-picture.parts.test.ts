import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { renderProposal } from "../../src/report/proposal.ts";
import { startBrowser, takePicture } from "../parts/browser/browser.ts";
import { githubPage } from "../parts/browser/github-markdown.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { goodReport } from "./report-of-each-kind.ts";

describeWith("chromium")("the pull request in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  it("says what it changes, and has the report", async () => {
    const files = ["content/posts/bread.md", "content/posts/rye.md"];
    const { title, body } = renderProposal(
      {
        ...{ replaced: 2, removed: 1, kept: 0, files, media: 3 },
        archive: { written: 4, removed: 0 },
        runAddress: "https://github.com/octo/blog/actions/runs/7/attempts/2",
      },
      goodReport(),
      65_000,
    );
    const html = githubPage(body, title);
    const picture = { html, width: 900, name: "pull-request.png" };
    const { text } = await takePicture(browser, picture);
    expect(text).toContain("Show the moved comments in 2 files");
    expect(text).toContain("This replaces 2 shortcodes of the old comment system in 2 files");
    expect(text).toContain("All 4 pages with 30 comments are in comments.");
  });
});
