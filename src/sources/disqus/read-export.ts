import { createReadStream } from "node:fs";
import type { Finding } from "../../domain/finding.ts";
import { MigrationError } from "../../domain/migration-error.ts";
import { readReason } from "../../files/system-error.ts";
import { decoded, UnknownEncodingError } from "./decoded.ts";
import { ExportParser, type ExportReceiver } from "./export-parser.ts";
import { beginningOf } from "./kind-of-file.ts";
import { disqusMessages } from "./messages.ts";
import { OverLimitsError, type UnpackingLimits, unpacked, unpackingLimits } from "./unpacked.ts";

/** Characters that XML allows nowhere. Source: XML 1.0 (fifth edition), 2.2 "Characters" */
const disallowed = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ufffd]/g;

/**
 * Reads one export from a file, XML or gzip, in one pass: its threads and posts go to the receiver as they
 * come. They are good for something only once this returns, for the file may end too early.
 * @param file its path
 * @returns what a person should know about the file
 * @throws MigrationError for a file that can't be read, is another than a whole export or not safe to read
 */
export async function readExport(
  file: string,
  receiver: ExportReceiver,
  limits: UnpackingLimits = unpackingLimits,
): Promise<readonly Finding[]> {
  const parser = new ExportParser(file, receiver);
  try {
    const bytes: AsyncIterable<Buffer> = createReadStream(file);
    return await parse(decoded(unpacked(bytes, limits)), parser, file);
  } catch (error) {
    throw explained(error, file, parser.posts);
  }
}

async function parse(
  texts: AsyncIterable<string>,
  parser: ExportParser,
  file: string,
): Promise<readonly Finding[]> {
  let head: string | undefined = "";
  let junk = 0;
  let unreadable = 0;
  const begin = (text: string, isWhole: boolean): string | undefined => {
    const beginning = beginningOf(text, isWhole);
    if (beginning.kind === "other") {
      throw disqusMessages.error("export-of-another-kind", { file, kind: beginning.seems });
    }
    if (beginning.kind === "undecided") return undefined;
    junk = text.slice(0, beginning.at).trim().length;
    return text.slice(beginning.at);
  };
  const write = (text: string) => {
    const readable = text.replace(disallowed, () => {
      unreadable += 1;
      return "\uFFFD";
    });
    parser.write(readable);
  };
  for await (const text of texts) {
    if (head === undefined) {
      write(text);
      continue;
    }
    head += text;
    const start = begin(head, false);
    if (start === undefined) continue;
    head = undefined;
    write(start);
  }
  if (head !== undefined) write(begin(head, true) ?? "");
  parser.end();
  return [
    ...(junk > 0
      ? [disqusMessages.finding("export-begins-with-junk", { file, characters: junk })]
      : []),
    ...(unreadable > 0
      ? [
          disqusMessages.finding("export-with-unreadable-characters", {
            file,
            characters: unreadable,
          }),
        ]
      : []),
  ];
}

/** What was thrown while a file was read, in words. */
function explained(error: unknown, file: string, posts: number): unknown {
  if (error instanceof MigrationError) return error;
  const details = { cause: error };
  if (error instanceof OverLimitsError) {
    return disqusMessages.error("export-over-limits", { file, excess: error.message }, details);
  }
  if (error instanceof UnknownEncodingError) {
    const { encoding } = error;
    return disqusMessages.error("export-encoding-unknown", { file, encoding }, details);
  }
  const reason = readReason(error);
  if (reason !== undefined) {
    return disqusMessages.error("export-not-read", { file, reason }, details);
  }
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  // zlib's name for an end that comes too early.
  if (code === "Z_BUF_ERROR") return disqusMessages.error("export-cut", { file, posts }, details);
  if (typeof code === "string" && code.startsWith("Z_") && error instanceof Error) {
    const reason = `gzip: ${error.message}`;
    return disqusMessages.error("export-malformed", { file, posts, reason }, details);
  }
  return error;
}
