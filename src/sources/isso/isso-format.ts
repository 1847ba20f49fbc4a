import { createReadStream } from "node:fs";
import type { ExportFile } from "../export/export-file.ts";
import type { ExportFormat } from "../export/export-format.ts";
import { unpacked, unpackingLimits } from "../export/unpacked.ts";
import { commentTexts } from "../html/comment-texts.ts";
import { markdownRenderer } from "../html/rendered-markdown.ts";
import { readDatabase } from "./database.ts";
import { readGenericJson } from "./generic-json.ts";

/**
 * Isso's database, or the JSON that Isso reads as "generic". A message is Markdown, as Isso shows it by
 * default: mistune with `escape` and `hard_wrap`.
 * Source: Isso 0.14 (`isso/db/comments.py`, `isso/migrate.py`, `isso/isso.cfg`)
 */
export const issoFormat: ExportFormat = {
  kind: "isso",
  name: "Isso export",
  exportAgain:
    "Copy Isso's database file again while Isso is stopped, with the file beside it that ends in -wal, if there is one.",
  async read(file, receiver) {
    if (!(await isDatabase(file))) return readGenericJson(file, receiver);
    await readDatabase(file, receiver);
    return [];
  },
  textsOf: (message, format) => commentTexts(render(message), format),
};

const render = markdownRenderer({ html: false, breaks: true });

/** Source: https://www.sqlite.org/fileformat.html#magic_header_string */
const magic = "SQLite format 3\0";

async function isDatabase({ path }: ExportFile): Promise<boolean> {
  let head = "";
  for await (const chunk of unpacked(createReadStream(path), unpackingLimits)) {
    head += chunk.toString("latin1", 0, magic.length);
    if (head.length >= magic.length) break;
  }
  return head.startsWith(magic);
}
