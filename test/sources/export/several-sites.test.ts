import { describe, expect, it } from "vitest";
import { artransFormat } from "../../../src/sources/artrans/artrans-format.ts";
import { remark42Format } from "../../../src/sources/remark42/remark42-format.ts";
import { wordpressFormat } from "../../../src/sources/wordpress/wordpress-format.ts";
import { artransJson, remark42Backup } from "../../parts/exports/json-exports.ts";
import { wordpressXml } from "../../parts/exports/wordpress-xml.ts";
import { withExport } from "./with-export.ts";

const thread = (address: string) => ({
  addresses: [address],
  title: "Rye",
  comments: [
    {
      ...{ id: 1, parent: null, author: "Ada", text: "Crisp.", isRemoved: false },
      at: "2022-02-02T10:00:00Z",
    },
  ],
});

/** WordPress numbers the posts and comments of each blog from 1. */
const blog = (host: string) =>
  wordpressXml([thread(`https://${host}/rye/`)]).replaceAll("blog.example.org", host);

describe("files of two sites that call their comments by the same ids", () => {
  it("are refused, whichever site is meant: one would take the place of the other", async () => {
    const files = [blog("one.example"), blog("two.example")];
    for (const site of [undefined, "one.example", "two.example"]) {
      await expect(
        withExport(wordpressFormat, files, () => {}, site === undefined ? {} : { site }),
      ).rejects.toMatchObject({
        code: "exports-share-ids",
        message: expect.stringContaining('"one.example", "two.example"'),
      });
    }
  });

  it("are refused also where their threads have different ids", async () => {
    const backup = (site: string, address: string) =>
      remark42Backup([thread(address)]).replaceAll('"crumbs"', JSON.stringify(site));
    const files = [
      backup("one", "https://one.example/rye/"),
      backup("two", "https://two.example/"),
    ];
    await expect(
      withExport(remark42Format, files, () => {}, { site: "one" }),
    ).rejects.toMatchObject({ code: "exports-share-ids" });
  });

  it("don't trouble a newer export of one site", async () => {
    const files = [blog("one.example"), blog("one.example")];
    const threads = await withExport(wordpressFormat, files, (opened) => opened.threads);
    expect(threads.map(({ comments }) => comments)).toEqual([1]);
  });
});

describe("a site that its export does not name", () => {
  const ids = (at: string) =>
    withExport(
      artransFormat,
      [
        artransJson([
          {
            addresses: ["https://blog.example/rye/"],
            title: "Rye",
            comments: [
              { id: 1, parent: null, author: "Ada", text: "Crisp.", isRemoved: false, at },
              { id: 2, parent: 1, author: "Bea", text: "Yes.", isRemoved: false, at },
            ],
          },
        ]).replaceAll('"Crumbs"', '""'),
      ],
      ({ threads, commentsOf }) =>
        threads.flatMap(({ id }) =>
          (commentsOf(id)?.comments ?? []).map(({ sourceId, replyTo }) => [sourceId, replyTo]),
        ),
    );

  it("has comments that are never taken for those of another one, which counts from 1 as well", async () => {
    const time = Date.parse("2022-02-02T10:00:00Z");
    expect(await ids("2022-02-02T10:00:00Z")).toEqual([
      [`1-${time}`, null],
      [`2-${time}`, `1-${time}`],
    ]);
    expect(await ids("2023-02-02T10:00:00Z")).not.toEqual(await ids("2022-02-02T10:00:00Z"));
  });
});
