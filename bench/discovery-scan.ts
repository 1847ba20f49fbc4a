import { keepHeapSmall } from "../src/run/small-heap.ts";

// One discovery of a site, measured by its own process; prints what it took as JSON.
// discovery-scan.ts <site> <auto|content> <hugo> <version>

const [, , siteDir = "", way, path = "", version = ""] = process.argv;
// As the hosts do.
keepHeapSmall();
const { createHugoSite } = await import("../src/hugo/site-source.ts");
const { cactusWidget } = await import("../src/sources/cactus/widget/cactus-widget.ts");
const start = performance.now();
const site = createHugoSite({
  widget: cactusWidget,
  siteDir,
  repositoryDir: siteDir,
  baseUrl: undefined,
  async *findHugos() {
    yield { path, version, from: "path" };
  },
  shortcodes: undefined,
  duplicateSections: "error",
  discover: way === "content" ? "content" : "auto",
  publicDir: undefined,
  say() {},
  env: { PATH: process.env["PATH"], HOME: siteDir },
  now: new Date(),
});
const { pages, discoveredBy } = await site.scan(new AbortController().signal);
const milliseconds = performance.now() - start;
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ pages: pages.length, discoveredBy, milliseconds, peakMegabytes }));
