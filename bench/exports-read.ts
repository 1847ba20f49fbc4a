import { createReadStream } from "node:fs";
import process from "node:process";
import { SaxesParser } from "saxes";
import { z } from "zod";
import { keepHeapSmall } from "../src/run/small-heap.ts";
import { disqusFormat } from "../src/sources/disqus/disqus-format.ts";
import { openExport } from "../src/sources/export/open-export.ts";

// Reads a Disqus export whole, until its threads are known with their comments counted, or lets the same
// parser read it, with empty handlers. Prints time and most resident memory.

keepHeapSmall();
const { by, file, folder } = z
  .object({ by: z.enum(["us", "parser"]), file: z.string(), folder: z.string() })
  .parse(JSON.parse(process.argv[2] ?? ""));
const started = performance.now();
let posts = 0;
if (by === "parser") {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("opentag", () => {});
  parser.on("closetag", ({ local }) => {
    if (local === "post") posts += 1;
  });
  parser.on("text", () => {});
  parser.on("cdata", () => {});
  for await (const text of createReadStream(file, { encoding: "utf8" })) parser.write(text);
  parser.close();
} else {
  const files = [{ path: file, name: "export.xml" }];
  const opened = await openExport(disqusFormat, {
    ...{ files, folder, site: undefined, contentFormat: "text" },
  });
  for (const { comments } of opened.threads) posts += comments;
  opened.close();
}
const milliseconds = performance.now() - started;
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ milliseconds, peak, posts }));
