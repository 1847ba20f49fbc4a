import { expect, it } from "vitest";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { scanFixture } from "./scan-fixture.ts";

const post = (frontMatter: string) =>
  `---\ntitle: Post\n${frontMatter}\n---\n{{< chat "${frontMatter.replaceAll(/\W/g, "")}" >}}\n`;
const files = {
  "hugo.toml": 'baseURL = "https://blog.example/"\ntimeZone = "America/New_York"\n',
  "layouts/_default/single.html": "{{ .Content }}",
  "layouts/shortcodes/chat.html": `<script>initComments({ node: document.getElementById("c"),
defaultHomeserverUrl: "https://m.example", serverName: "m.example", siteName: "blog",
commentSectionId: "{{ .Get 0 }}" })</script>`,
  "content/zoned.md": post("date: 2020-06-01T00:30:00+02:00"),
  "content/west.md": post("date: 2019-12-31T23:30:00-05:00"),
  "content/of-the-site.md": post("date: 2021-03-04 23:30:00"),
  "content/day.md": post("date: 2022-05-31"),
  "content/undated.md": post("weight: 1"),
};
const days = {
  "/day/": "2022-05-31",
  "/of-the-site/": "2021-03-04",
  "/west/": "2019-12-31",
  "/zoned/": "2020-06-01",
};

describeWith("hugo")("the day of a page's date", () => {
  it.each(["auto", "content"] as const)(
    "is that of the page's own time zone, and none where it has no date (discover: %s)",
    async (discover) => {
      const scan = await scanFixture({ files, discover });
      expect(scan.pages).toHaveLength(5);
      expect(Object.fromEntries([...scan.days].toSorted())).toEqual(days);
      expect(scan.pagesOfFiles.get("content/zoned.md")).toEqual(["/zoned/"]);
    },
  );
});
