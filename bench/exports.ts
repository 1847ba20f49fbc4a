import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtempDisposable, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { bundleProgram } from "../scripts/build.ts";
import { readAddressTable } from "../src/matching/address-table.ts";
import { matchThreads } from "../src/matching/match-threads.ts";
import { type BenchResult, median } from "./figure.ts";

// A Disqus export of 1,000,000 posts in 50,000 threads, some 500 MB, read whole against a bare pass of the
// same parser, in turn. Each in a fresh process, bundled as the action is; memory is its most resident
// memory (maxRSS). Then 100,000 threads are matched to 10,000 pages, in this process.

const posts = 1_000_000;
const threads = posts / 20;
const rounds = 3;
const execute = promisify(execFile);
const measured = z.object({ milliseconds: z.number(), peak: z.number(), posts: z.number() });

export async function run(): Promise<BenchResult> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "bench-exports-"));
  const file = join(folder.path, "export.xml");
  await pipeline(Readable.from(exportOf()), createWriteStream(file));
  const { size } = await stat(file);
  const reader = join(folder.path, "exports-read.mjs");
  await bundleProgram(fileURLToPath(new URL("exports-read.ts", import.meta.url)), reader);
  const read = async (by: "us" | "parser") => {
    const task = JSON.stringify({ by, file, folder: folder.path });
    const { stdout } = await execute(process.execPath, [reader, task]);
    const result = measured.parse(JSON.parse(stdout));
    if (result.posts !== posts) throw new Error(`${result.posts} posts were read`);
    return result;
  };
  const ours: number[] = [];
  const bare: number[] = [];
  const peaks: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push((await read("parser")).milliseconds);
    const one = await read("us");
    ours.push(one.milliseconds);
    peaks.push(one.peak / 1e6);
  }
  const of = { bench: "exports" } as const;
  const seconds = median(ours) / 1000;
  return {
    figures: [
      { ...of, figure: "size", value: size / 1e6, unit: "MB" },
      { ...of, figure: "time", value: seconds, unit: "s" },
      { ...of, figure: "to-bare-parse", value: median(ours) / median(bare), unit: "x", atMost: 2 },
      { ...of, figure: "memory", value: Math.max(...peaks), unit: "MB", atMost: 300 },
      { ...of, figure: "matching", value: matchingSeconds(), unit: "s", atMost: 2 },
    ],
  };
}

function* exportOf(): Iterable<string> {
  yield '<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://disqus.com http://disqus.com/api/schemas/1.0/disqus.xsd http://disqus.com/disqus-internals http://disqus.com/api/schemas/1.0/disqus-internals.xsd">\n';
  for (let thread = 0; thread < threads; thread += 1) {
    yield `<thread dsq:id="${1e9 + thread}"><id/><forum>crumbs</forum><category dsq:id="1"/><link>https://blog.example/posts/number-${thread}/</link><title>Post ${thread}</title><message/><createdAt>2015-01-01T00:00:00Z</createdAt><author><name>Owner</name><isAnonymous>false</isAnonymous><username>owner</username></author><isClosed>false</isClosed><isDeleted>false</isDeleted></thread>\n`;
  }
  for (let post = 0; post < posts; post += 1) {
    const parent = post < threads * 2 ? "" : `<parent dsq:id="${2e9 + post - threads}"/>`;
    yield `<post dsq:id="${2e9 + post}"><id>wp_id=${post}</id><message><![CDATA[<p>Comment ${post} with some words, and a <a href="https://example.org/${post}" rel="nofollow noopener">link</a>.</p>]]></message><createdAt>2016-02-0${1 + (post % 9)}T10:11:${10 + (post % 50)}Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>Reader ${post % 5000}</name><isAnonymous>false</isAnonymous><username>reader${post % 5000}</username></author><ipAddress>192.0.2.1</ipAddress><thread dsq:id="${1e9 + (post % threads)}"/>${parent}</post>\n`;
  }
  yield "</disqus>\n";
}

/** Ten threads for each page, by addresses of four forms, and a table of 2,000 rows. */
function matchingSeconds(): number {
  const pages = Array.from({ length: 10_000 }, (_, index) => ({
    pageId: `/posts/${2000 + (index % 20)}/caf%C3%A9-number-${index}/`,
    title: `Title ${index}`,
    file: `content/posts/${index}.md`,
    date: new Date(2000 + (index % 20), 1, 1),
    aliases: [`/old/${index}.html`],
  }));
  const forms = [
    (path: string) => `https://blog.example${path}`,
    (path: string) => `http://www.blog.example${path.slice(0, -1)}?utm_source=x&b=c`,
    (path: string) => `https://old.example${path}`,
    (path: string) => `${path.toUpperCase()}amp/`,
  ];
  const found = Array.from({ length: 100_000 }, (_, index) => ({
    id: String(index),
    addresses: [(forms[index % 4] ?? String)(pages[index % 10_000]?.pageId ?? "")],
    identifiers: [],
    title: `Title ${index % 9000}`,
    date: new Date(2001 + (index % 20), 1, 1),
    comments: index % 50,
  }));
  const rows = Array.from({ length: 2_000 }, (_, index) => `https://gone${index}.example/x*,/p/*`);
  const table = readAddressTable(rows.join("\n"), "urls.csv");
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    const site = { pages, hosts: ["blog.example"], basePath: "", table };
    const { matches } = matchThreads(found, site);
    if (matches.filter(({ kind }) => kind === "matched").length !== 75_000) {
      throw new Error("other threads were matched than should be");
    }
    return (performance.now() - started) / 1000;
  });
  return median(times);
}
