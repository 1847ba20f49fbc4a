import { createHugoSite } from "../src/hugo/site-source.ts";

// One scan without Hugo, measured by its own process; prints what it took as JSON.

const [, , siteDir = ""] = process.argv;
const start = performance.now();
const site = createHugoSite({
  siteDir,
  repositoryDir: siteDir,
  contentDir: undefined,
  baseUrl: undefined,
  hugoPath: "/nonexistent/hugo",
  shortcodes: undefined,
  duplicateSections: "error",
  discover: "content",
  publicDir: undefined,
  say() {},
  env: {},
  now: new Date(),
});
const { pages } = await site.scan(new AbortController().signal);
const milliseconds = performance.now() - start;
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ pages: pages.length, milliseconds, peakMegabytes }));
