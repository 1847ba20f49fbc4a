import type { ExportFile } from "../export/export-file.ts";
import type { ExportFormat } from "../export/export-format.ts";
import { wholeText } from "../export/json.ts";
import { idsByWords } from "../export/post-ids.ts";
import { assumedTimes, writtenTime } from "../export/written-time.ts";
import { commentTexts } from "../html/comment-texts.ts";
import { markdownRenderer } from "../html/rendered-markdown.ts";
import { readCommentFile } from "./comment-file.ts";
import { type Fields, isOfWp2hugo, textFor } from "./fields.ts";
import { threadOfComment } from "./page-of-comment.ts";
import { staticmanPost } from "./staticman-post.ts";

/**
 * The data files in which Staticman keeps comments in the site's own repository, and the one file of
 * wp2hugo. A message is Markdown, as Hugo's `markdownify` shows it. A file that was cut may be whole YAML,
 * so that only the repository can say that it is whole.
 * Sources: Staticman 3 (`lib/Staticman.js`, `staticman.sample.yml`); wp2hugo
 * (`internal/wpparser/wp_parser_setup.go`, CommentInfo)
 */
export const staticmanFormat: ExportFormat = {
  kind: "staticman",
  name: "Staticman data file",
  exportAgain:
    "Restore the file from the repository's history, or let source-file name files of comments only.",
  async read(file, receiver) {
    const { comments, isList } = readCommentFile(await wholeText(file), file);
    const idByWords = idsByWords();
    let withoutZone = 0;
    for (const fields of comments) {
      const thread = threadOfComment(fields, { name: file.name, isList });
      const { time: createdAt, isAssumed } = timeOf(fields, isList ? undefined : file);
      if (isAssumed) withoutZone += 1;
      const words = [thread.id, ...[...fields].toSorted().flat()];
      receiver.thread(thread);
      receiver.post(
        staticmanPost(fields, {
          thread: thread.id,
          idByWords: () => idByWords(words),
          createdAt,
        }),
      );
    }
    return assumedTimes(file, withoutZone);
  },
  textsOf: (message, format) => commentTexts(render(message), format),
};

const render = markdownRenderer({ html: true, breaks: false });

/** A comment's time, or the one in its file's name: Staticman's `{@timestamp}`. */
function timeOf(fields: Fields, file: ExportFile | undefined): ReturnType<typeof writtenTime> {
  const read = writtenTime(textFor(fields, "date"));
  if (read.time !== null) {
    return { ...read, isAssumed: read.isAssumed || isOfWp2hugo(fields) };
  }
  const [, timestamp = ""] = /(?<!\d)(\d{13})(?!\d)[^/]*$/.exec(file?.name ?? "") ?? [];
  return writtenTime(timestamp);
}
