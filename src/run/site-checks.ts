import type { SiteScan } from "../domain/page.ts";
import { plural } from "../domain/plural.ts";
import type { Check } from "./check.ts";
import { checks } from "./check-texts.ts";

const readAs = {
  build: "site-built",
  "built-site": "site-built-earlier",
  content: "site-not-built",
} as const satisfies Readonly<Record<SiteScan["discoveredBy"], string>>;

const nothing = {
  message: "No published page shows a comment section",
  remedy: "Check that the theme is checked out, and that site-dir and shortcodes are right.",
};

type Scan = Pick<SiteScan, "hugoVersion" | "discoveredBy" | "pages" | "sitePages" | "findings">;

/** What the scan of the site says of Hugo, the build and the comment sections. */
export function siteChecks(scan: Scan): readonly Check[] {
  const { hugoVersion, discoveredBy } = scan;
  return [
    hugoVersion === undefined
      ? checks.check("hugo-missing", {})
      : checks.check("hugo-ok", { version: hugoVersion }),
    checks.check(readAs[discoveredBy], {}),
    pagesCheck(scan),
  ];
}

function pagesCheck({ pages, sitePages, findings }: Scan): Check {
  const errors = findings.filter(({ severity }) => severity === "error");
  const warnings = findings.filter(({ severity }) => severity === "warning");
  const [worst] = [...errors, ...warnings];
  const counted =
    sitePages.length > 0
      ? checks.check("pages-of-site", { pages: sitePages.length })
      : checks.check("pages-ok", { pages: pages.length });
  if (pages.length + sitePages.length === 0) {
    return checks.explain("pages-none", worst ?? nothing);
  }
  if (worst === undefined) return counted;
  const message = [
    counted.found,
    ...(errors.length > 0 ? [plural(errors.length, "error")] : []),
    ...(warnings.length > 0 ? [plural(warnings.length, "warning")] : []),
    worst.message,
  ].join("; ");
  const code = errors.length > 0 ? "pages-with-error" : "pages-with-warning";
  return checks.explain(code, { message, remedy: worst.remedy });
}
