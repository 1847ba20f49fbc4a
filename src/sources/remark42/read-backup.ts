import { ExportFault } from "../export/export-fault.ts";
import { kindOfText } from "../export/seeming-kind.ts";
import { type Line, linesOf } from "./lines.ts";
import { readLine } from "./read-line.ts";
import { commentLine, firstLine, type WrittenComment } from "./records.ts";

/** Who receives what a backup holds, in its order. */
interface BackupReceiver {
  /** Addresses of pages where nobody can write any more; said once, before all comments. */
  readOnly(urls: ReadonlySet<string>): void;
  comment(comment: WrittenComment): void;
}

/** Characters that a file is recognised by, if it is no backup. */
const headLength = 4096;

/**
 * Reads one backup, in one pass and a line at a time. One that was cut between two lines is a smaller backup:
 * nothing in it says how many there are.
 * @returns how many characters became U+FFFD because the encoding does not have them
 * @throws ExportFault
 */
export async function readBackup(
  texts: AsyncIterable<string>,
  receiver: BackupReceiver,
): Promise<{ readonly unreadable: number }> {
  let head = "";
  let unreadable = 0;
  let isBegun = false;
  async function* seen() {
    for await (const text of texts) {
      if (head.length < headLength) head += text.slice(0, headLength);
      unreadable += text.split("\uFFFD").length - 1;
      yield text;
    }
  }
  for await (const line of linesOf(seen())) {
    if (!isBegun) {
      receiver.readOnly(readOnlyPages(line, head));
      isBegun = true;
    } else if (/^\s*\{\s*"version"\s*:/.test(line.text)) {
      throw new ExportFault({ is: "followed-by-more" });
    } else {
      receiver.comment(readLine(line, commentLine));
    }
  }
  if (!isBegun) throw new ExportFault({ is: "of-another-kind", seems: kindOfText(head) });
  return { unreadable };
}

function readOnlyPages(line: Line, head: string): ReadonlySet<string> {
  try {
    const { posts } = readLine(line, firstLine);
    return new Set((posts ?? []).flatMap(({ url, read_only }) => (read_only ? [url] : [])));
  } catch (error) {
    const seems = kindOfText(head);
    if (!(error instanceof ExportFault) || seems.source === "remark42") throw error;
    throw new ExportFault({ is: "of-another-kind", seems }, { cause: error });
  }
}
