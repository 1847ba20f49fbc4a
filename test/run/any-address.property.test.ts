import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Comment } from "../../src/domain/comment.ts";
import { placeConversations } from "../../src/run/place-conversations.ts";
import { artransFormat } from "../../src/sources/artrans/artrans-format.ts";
import { commentoFormat } from "../../src/sources/commento/commento-format.ts";
import { disqusFormat } from "../../src/sources/disqus/disqus-format.ts";
import type { ExportFormat } from "../../src/sources/export/export-format.ts";
import { openExportSource } from "../../src/sources/export/export-source.ts";
import { issoFormat } from "../../src/sources/isso/isso-format.ts";
import { remark42Format } from "../../src/sources/remark42/remark42-format.ts";
import { wordpressFormat } from "../../src/sources/wordpress/wordpress-format.ts";
import { aPage } from "../matching/a-site.ts";
import { disqusXml } from "../parts/exports/disqus-xml.ts";
import type { AddressedExample, ExampleComment } from "../parts/exports/example-threads.ts";
import { writeIssoDatabase } from "../parts/exports/isso-database.ts";
import { artransJson, commentoJson, remark42Backup } from "../parts/exports/json-exports.ts";
import { wordpressXml } from "../parts/exports/wordpress-xml.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";

const pages = [
  aPage("/", { aliases: ["/home.html"] }),
  aPage("/posts/rye/", { aliases: ["/2019/rye.html", "https://www.blog.example/roggen/"] }),
  aPage("/posts/caf%C3%A9/", { aliases: ["/2020/cafe/"] }),
  aPage("/notes/Upper/Case/"),
  aPage("/about.html"),
  aPage("/posts/rye-again/"),
];

/** By what addresses readers came to a page, and comment systems knew it. */
const forms: readonly ((path: string) => string)[] = [
  (path) => `https://blog.example${path}`,
  (path) => `http://blog.example${path}`,
  (path) => `https://www.blog.example${path}`,
  (path) => `https://blog.example:443${path}`,
  (path) => `https://old.example${path}`,
  (path) => `https://blog.example${path.replace(/(?<=.)\/$/, "")}`,
  (path) => `https://blog.example${path.replace(/\/$/, "/index.html")}`,
  (path) => `https://blog.example${path}?utm_source=feed&utm_medium=rss&fbclid=Iw`,
  (path) => `https://blog.example${path}#comment-7`,
  (path) => `https://blog.example${path.replace(/%[A-F\d]{2}/g, (code) => code.toLowerCase())}`,
  (path) => `https://blog.example${path.endsWith("/") ? `${path}amp/` : `${path}?amp=1`}`,
];

const aliases = new Map(
  pages.map(({ pageId, aliases: own }) => [
    pageId,
    own.map((alias) => new URL(alias, "https://blog.example").href),
  ]),
);

/** A page's address in any form, or that of an alias. */
const addressOf = (pageId: string) =>
  fc.oneof(
    fc.constantFrom(...forms).map((form) => form(pageId)),
    fc.constantFrom(`https://blog.example${pageId}`, ...(aliases.get(pageId) ?? [])),
  );

const words = fc.constantFrom("Crisp.", "Does it rise?", "It does, slowly.", "Mine is flat.");
const drawnComment = fc.record({
  author: fc.constantFrom("Ada", "Bea"),
  text: words,
  up: fc.nat(4),
});

/** The conversations of some pages in any order, each under one address or several. */
const site = fc
  .shuffledSubarray(pages, { minLength: 1 })
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map(({ pageId }) =>
        fc.record({
          pageId: fc.constant(pageId),
          addresses: fc.uniqueArray(addressOf(pageId), { minLength: 1, maxLength: 3 }),
          comments: fc.array(drawnComment, { minLength: 1, maxLength: 6 }),
        }),
      ),
    ),
  )
  .map((threads) => {
    let id = 0;
    return threads.map(({ pageId, addresses, comments }) => {
      const first = id;
      return {
        pageId,
        addresses,
        title: pageId,
        comments: comments.map(({ author, text, up }): ExampleComment => {
          id += 1;
          const parent = up > 0 && id - up > first ? id - up : null;
          const at = new Date(Date.UTC(2022, 0, 1, 0, id)).toISOString();
          return { id, parent, author, text, at, isRemoved: false };
        }),
      };
    });
  });

type Write = (threads: readonly AddressedExample[]) => string;
const ofText = (write: Write) => (file: string, threads: readonly AddressedExample[]) =>
  writeFile(file, write(threads));

const kinds: readonly (readonly [
  string,
  ExportFormat,
  (file: string, threads: readonly AddressedExample[]) => Promise<void>,
])[] = [
  ["Disqus", disqusFormat, ofText((threads) => disqusXml(threads, "crumbs"))],
  ["WordPress", wordpressFormat, ofText(wordpressXml)],
  ["remark42", remark42Format, ofText(remark42Backup)],
  ["Commento", commentoFormat, ofText(commentoJson)],
  ["Artrans", artransFormat, ofText(artransJson)],
  ["Isso", issoFormat, async (file, threads) => writeIssoDatabase(file, threads)],
];

const never = new AbortController().signal;

/** What readers see on each page after the move. */
async function moved(format: ExportFormat, path: string) {
  await using source = await openExportSource(format, {
    files: [{ path, name: "export" }],
    site: undefined,
    contentFormat: "text",
  });
  const { scan, placement } = placeConversations(source.threads, {
    scan: { ...scanOf([]), hosts: ["blog.example"], sitePages: pages },
    formerHosts: ["old.example"],
    table: [],
    termsOf: () => [],
  });
  expect(placement.matches.filter(({ kind }) => kind !== "matched")).toEqual([]);
  const shown = new Map<string, readonly object[]>();
  for (const page of scan.pages) {
    const { comments } = await source.comments.readPage(page, never);
    const names = new Map(comments.map((one) => [one.sourceId, one]));
    shown.set(
      page.pageId,
      comments.map((one) => seen(one, names)),
    );
  }
  return shown;
}

function seen({ authorName, body, sentAt, replyTo }: Comment, all: ReadonlyMap<string, Comment>) {
  const answered = replyTo === null ? undefined : all.get(replyTo);
  return { author: authorName, text: body, at: sentAt, answers: answered?.sentAt ?? null };
}

describe.each(kinds)("whatever addresses %s knows pages by", (_, format, write) => {
  it("each page has its comments in order of time, each once, with what they answer", async () => {
    const folder = await mkdtemp(join(tmpdir(), "any-address-"));
    let count = 0;
    try {
      await fc.assert(
        fc.asyncProperty(site, async (threads) => {
          count += 1;
          const file = join(folder, `export-${count}`);
          await write(file, threads);
          const expected = new Map(
            threads.map(({ pageId, comments }) => {
              const times = new Map(comments.map(({ id, at }) => [id, Date.parse(at)]));
              return [
                pageId,
                comments.map(({ author, text, at, parent }) => ({
                  ...{ author, text, at: Date.parse(at) },
                  answers: parent === null ? null : (times.get(parent) ?? null),
                })),
              ];
            }),
          );
          expect(await moved(format, file)).toEqual(expected);
        }),
        { numRuns: 25 },
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
