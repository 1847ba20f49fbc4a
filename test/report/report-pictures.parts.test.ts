import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { headline } from "../../src/report/headline.ts";
import { renderHtml } from "../../src/report/html.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import type { Report } from "../../src/report/report.ts";
import {
  axeViolations,
  axeViolationsOf,
  startBrowser,
  takePicture,
} from "../parts/browser/browser.ts";
import { githubPage } from "../parts/browser/github-markdown.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { reportOfEachKind } from "./report-of-each-kind.ts";

const forms = [
  ["summary", (report: Report) => githubPage(renderMarkdown(report), "Job summary")],
  ["report", renderHtml],
] as const;
const widths = [
  ["desktop", 1280],
  ["phone", 390],
] as const;
const kinds = Object.entries(reportOfEachKind);
const contrast = "color-contrast";

describeWith("chromium")("a report in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  it.each(
    forms.flatMap(([form, render]) =>
      kinds.map(([kind, report]) => [form, kind, report, render] as const),
    ),
  )(
    "%s of a run that is “%s” reads well on a phone and a desktop",
    async (form, kind, report, render) => {
      const html = render(report);
      // How a summary looks on a desktop is GitHub's own.
      for (const [device, width] of form === "summary" ? widths.slice(1) : widths) {
        const name = `${form}-${kind.replaceAll(/[ ,]+/g, "-")}-${device}.png`;
        const seen = await takePicture(browser, { html, width, name });
        expect(seen.text).toContain(headline(report));
        expect(seen.text).toContain("What to do next");
        expect(seen.requests).toEqual([]);
        expect(seen.dialogs).toEqual([]);
        if (form === "report") expect(seen.scrollsSideways).toBe(false);
      }
    },
  );

  it("summary of each kind is for all", async () => {
    const summaries = kinds.map(([, report]) => renderMarkdown(report));
    const html = githubPage(summaries.join("\n\n---\n\n"), "Job summaries");
    expect(await axeViolations(browser, html)).toEqual([]);
  });

  it.each(kinds)("report.html of a run that is “%s” hinders nobody", async (_, report) => {
    const page = await browser.newPage();
    await page.setContent(renderHtml(report));
    expect(await axeViolationsOf(page, { without: contrast })).toEqual([]);
    await page.close();
  });

  // The slowest of axe's rules, and all kinds have the same colours.
  it.each(kinds.filter((_, index) => index % 4 === 0))(
    "report.html of a run that is “%s” has enough contrast, light and dark",
    async (_, report) => {
      const page = await browser.newPage();
      await page.setContent(renderHtml(report));
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await axeViolationsOf(page, { rules: [contrast] })).toEqual([]);
      }
      await page.close();
    },
  );

  it("report.html prints all that is folded on the screen", async () => {
    const report = reportOfEachKind["failed"];
    if (report === undefined) throw new Error("there is a report of a failed run");
    const page = await browser.newPage();
    await page.setContent(renderHtml(report));
    const folded = page.getByText("/posts/honey/").last();
    const notice = page.getByText("answers a comment that is no longer there ($29).");
    expect(await notice.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(await notice.isVisible()).toBe(true);
    expect(await folded.isVisible()).toBe(true);
    await page.close();
  });
});
