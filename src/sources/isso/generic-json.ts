import { z } from "zod";
import type { Finding } from "../../domain/finding.ts";
import type { ExportFile } from "../export/export-file.ts";
import type { ExportReceiver } from "../export/export-format.ts";
import { parseJson, wholeText } from "../export/json.ts";
import { idOfValues, idsByWords } from "../export/post-ids.ts";
import { assumedTimes, writtenTime } from "../export/written-time.ts";
import { issoPost, issoThread } from "./isso-post.ts";

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => String(value ?? ""));

/** A list of threads, whose `id` is the page's path. */
const genericJson = z.array(
  z.object({
    id: text,
    title: text,
    comments: z.array(
      z.object({
        id: text,
        parent: text,
        author: text,
        email: text,
        website: text,
        created: text,
        text,
      }),
    ),
  }),
);

type GenericComment = z.infer<typeof genericJson>[number]["comments"][number];

/**
 * Reads the JSON that Isso imports as "generic". A comment's `id` is one among those of its thread, and
 * some programs write none: what tells it from others is then what it says. Isso itself knows no parents
 * there, but some programs write them. It reads a time in the zone of the computer that it runs on, which
 * the file does not name.
 * Source: Isso 0.14 (`isso/migrate.py`, class Generic)
 * @throws ExportFault; what reading the file throws
 */
export async function readGenericJson(
  file: ExportFile,
  receiver: ExportReceiver,
): Promise<readonly Finding[]> {
  const threads = parseJson(await wholeText(file), genericJson, { kind: "isso" });
  const idOf = idsOf();
  let withoutZone = 0;
  for (const { id: thread, title, comments } of threads) {
    receiver.thread(issoThread(thread, title));
    const hasZero = comments.some(({ id }) => id === "0");
    for (const comment of comments) {
      const { time, isAssumed } = writtenTime(comment.created);
      if (isAssumed) withoutZone += 1;
      const id = idOf(thread, comment);
      const isReply = comment.parent !== "" && (comment.parent !== "0" || hasZero);
      const parent = isReply ? idOfValues([thread, comment.parent]) : null;
      const rest = { mode: "1", createdAt: time, editedAt: null, likes: 0, dislikes: 0 };
      receiver.post(issoPost({ ...comment, ...rest, id, thread, parent }));
    }
  }
  return assumedTimes(file, withoutZone);
}

/** What gives each comment of a file its id. */
function idsOf(): (thread: string, comment: GenericComment) => string {
  const taken = new Set<string>();
  const idByWords = idsByWords();
  return (thread, { id, author, email, created, text: words }) => {
    const named = idOfValues([thread, id]);
    if (id === "" || taken.has(named)) return idByWords([thread, author, email, created, words]);
    taken.add(named);
    return named;
  };
}
