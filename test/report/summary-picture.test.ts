import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { startBrowser, takePicture } from "../parts/browser.ts";
import { describeWith } from "../parts/describe-with.ts";
import { githubPage } from "../parts/github-markdown.ts";
import { exampleReport } from "./example-report.ts";

describeWith("chromium")("the job summary in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  it.each([
    ["desktop", 1280],
    ["phone", 390],
  ])("shows verdict, numbers, failed pages and what to do, at %s width", async (name, width) => {
    const report = exampleReport({
      findings: [
        {
          severity: "warning",
          code: "duplicate-section",
          message: "The section “bread” stands on two pages.",
          remedy: "Choose a page with duplicate-sections.",
          location: { file: "content/posts/bread.md", line: 7 },
        },
      ],
      skippedEvents: [{ pageId: "/posts/bread/", reason: "encrypted", eventIds: ["$a", "$b"] }],
    });
    const html = githubPage(renderMarkdown(report));
    const text = await takePicture(browser, { html, width, name: `summary-${name}.png` });
    expect(text).toContain("1 page failed: 2 of 4 pages are complete.");
    expect(text).toContain("The homeserver did not answer.");
    expect(text).toContain("content/posts/bread.md:7");
    expect(text).toContain("What to do next");
  });
});
