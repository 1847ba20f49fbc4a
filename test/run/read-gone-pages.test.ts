import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readAddressTable } from "../../src/matching/address-table.ts";
import { placeConversations } from "../../src/run/place-conversations.ts";
import { readGonePages } from "../../src/run/read-gone-pages.ts";
import { disqusFormat } from "../../src/sources/disqus/disqus-format.ts";
import { openExportSource } from "../../src/sources/export/export-source.ts";
import { aPage } from "../matching/a-site.ts";
import { disqusXml } from "../parts/exports/disqus-xml.ts";
import type { ExampleComment } from "../parts/exports/example-threads.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";

const never = new AbortController().signal;

const comment = (id: number, by: Partial<ExampleComment> = {}): ExampleComment => ({
  ...{ id, parent: null, author: "Ada", text: `Comment ${id}`, isRemoved: false },
  ...{ at: `2022-02-0${id}T10:00:00Z`, ...by },
});

async function gonePages(table: string) {
  const folder = mkdtempSync(join(tmpdir(), "gone-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "export.xml");
  const threads = [
    {
      addresses: ["https://blog.example/raffle/"],
      title: "Raffle",
      comments: [comment(1), comment(2, { parent: 1, author: "Bea" })],
    },
    { addresses: ["https://blog.example/rye/"], title: "Rye", comments: [comment(3)] },
    { addresses: ["https://blog.example/raffle-2/"], title: "", comments: [] },
  ];
  writeFileSync(path, disqusXml(threads, "crumbs"));
  await using source = await openExportSource(disqusFormat, {
    files: [{ path, name: "export.xml" }],
    site: undefined,
    contentFormat: "text",
  });
  const { placement } = placeConversations(source.threads, {
    scan: { ...scanOf([]), hosts: ["blog.example"], sitePages: [aPage("/rye/")] },
    formerHosts: [],
    table: readAddressTable(table, "urls.csv"),
    termsOf: () => [],
  });
  return readGonePages(source.comments, placement, "text", never);
}

it("conversations without a page on purpose become archives under their old address", async () => {
  const archived = await gonePages("https://blog.example/raffle*,\n");
  expect(archived).toMatchObject([
    {
      page: "https://blog.example/raffle/",
      format: "text",
      comments: [
        { id: "1", author: "Ada", depth: 0, parent_id: null, content: "Comment 1" },
        { id: "2", author: "Bea", depth: 1, parent_id: "1", parent_author: "Ada" },
      ],
    },
  ]);
  expect(archived).toHaveLength(1);
});

it("a conversation whose page is only not known is kept for it, and not archived", async () => {
  expect(await gonePages("")).toEqual([]);
});
