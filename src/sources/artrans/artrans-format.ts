import type { ExportFormat } from "../export/export-format.ts";
import { parseJson, wholeText } from "../export/json.ts";
import { idsByWords } from "../export/post-ids.ts";
import { assumedTimes, writtenTime } from "../export/written-time.ts";
import { commentTexts } from "../html/comment-texts.ts";
import { markdownRenderer } from "../html/rendered-markdown.ts";
import { type Artran, artrans } from "./artran.ts";
import { artransPost, artransThread } from "./artrans-post.ts";

/**
 * Artrans, the JSON that Artalk exports, and into which its converters bring the comments of others. A
 * message is Markdown with HTML among it, as Artalk shows it: marked with `gfm` and `breaks`.
 * Sources: Artalk 2.10 (`internal/entity/artran.go`, `internal/artransfer/importer.go`,
 * `ui/artalk/src/lib/marked.ts`), artalk.js.org/guide/transfer
 */
export const artransFormat: ExportFormat = {
  kind: "artrans",
  name: "Artrans export",
  exportAgain:
    "Export the comments again (Artalk: Dashboard, Migration; or the command artalk export) and use the file as it is.",
  async read(file, receiver) {
    const comments = parseJson(await wholeText(file), artrans, { kind: "artrans" });
    const idOf = idsOf();
    let withoutZone = 0;
    for (const artran of comments) {
      const { time, isAssumed } = writtenTime(artran.created_at);
      if (isAssumed) withoutZone += 1;
      receiver.thread(artransThread(artran));
      receiver.post(artransPost(artran, { id: idOf(artran), createdAt: time }));
    }
    return assumedTimes(file, withoutZone);
  },
  textsOf: (message, format) => commentTexts(render(message), format),
};

const render = markdownRenderer({ html: true, breaks: true });

/** What gives each comment its id: its own, which converters may leave out or give twice. */
function idsOf(): (artran: Artran) => string {
  const taken = new Set<string>();
  const idByWords = idsByWords();
  return ({ id, page_key, email, nick, created_at, content }) => {
    if (id === "" || taken.has(id)) return idByWords([page_key, email, nick, created_at, content]);
    taken.add(id);
    return id;
  };
}
