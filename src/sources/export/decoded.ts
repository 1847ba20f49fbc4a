import { TextDecoder } from "node:util";
import { ExportFault } from "./export-fault.ts";

/** Bytes in which a declaration is looked for; there may be junk before it. */
const declarationBytes = 1024;

/**
 * The text of a file, by its byte order mark, else by the declaration of XML, else as UTF-8. The mark is
 * no part of it. What is no character in the encoding becomes U+FFFD.
 * Source: XML 1.0 (fifth edition), 4.3.3 and appendix F; names of encodings by the Encoding Standard.
 * @throws ExportFault unknown-encoding
 */
export async function* decoded(bytes: AsyncIterable<Buffer>): AsyncIterable<string> {
  let held: Buffer[] = [];
  let decoder: TextDecoder | undefined;
  for await (const chunk of bytes) {
    if (decoder !== undefined) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    held.push(chunk);
    const head = Buffer.concat(held);
    if (head.length < declarationBytes) continue;
    decoder = decoderOf(head);
    held = [];
    yield decoder.decode(head, { stream: true });
  }
  const head = Buffer.concat(held);
  decoder ??= decoderOf(head);
  yield decoder.decode(head);
}

function decoderOf(head: Buffer): TextDecoder {
  const encoding = encodingOf(head);
  try {
    return new TextDecoder(encoding);
  } catch {
    throw new ExportFault({ is: "unknown-encoding", encoding });
  }
}

function encodingOf(head: Buffer): string {
  const start = head.toString("latin1", 0, declarationBytes);
  if (start.startsWith("\xef\xbb\xbf")) return "utf-8";
  if (start.startsWith("\xff\xfe") || start.startsWith("<\0")) return "utf-16le";
  if (start.startsWith("\xfe\xff") || start.startsWith("\0<")) return "utf-16be";
  const declared =
    /<\?xml\s[^>]*?encoding\s*=\s*["']\s*([\w.:-]+)\s*["']/.exec(start)?.[1] ?? "utf-8";
  // Whoever can be read as far as here by bytes is not UTF-16, whatever it says.
  return /^utf-?16/i.test(declared) ? "utf-8" : declared;
}
