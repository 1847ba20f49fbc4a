import { z } from "zod";
import type { Finding } from "../../domain/finding.ts";
import { textDigest } from "../../domain/text-digest.ts";
import type { ExportFile } from "../export/export-file.ts";
import type { ExportReceiver } from "../export/export-format.ts";
import { parseJson, wholeText } from "../export/json.ts";
import { exportMessages } from "../export/messages.ts";
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
 * there, but some programs write them.
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
      const { time, isAssumed } = timeOf(comment.created);
      if (isAssumed) withoutZone += 1;
      const id = idOf(thread, comment);
      const isReply = comment.parent !== "" && (comment.parent !== "0" || hasZero);
      const parent = isReply ? digest([thread, comment.parent]) : null;
      const rest = { mode: "1", createdAt: time, editedAt: null, likes: 0, dislikes: 0 };
      receiver.post(issoPost({ ...comment, ...rest, id, thread, parent }));
    }
  }
  if (withoutZone === 0) return [];
  const { name } = file;
  return [
    exportMessages.finding("exported-times-without-zone", { file: name, comments: withoutZone }),
  ];
}

/** What gives each comment of a file its id. */
function idsOf(): (thread: string, comment: GenericComment) => string {
  const times = new Map<string, number>();
  const nth = (key: string) => {
    const count = (times.get(key) ?? 0) + 1;
    times.set(key, count);
    return count;
  };
  return (thread, { id, author, email, created, text: words }) => {
    const named = digest([thread, id]);
    if (id !== "" && nth(named) === 1) return named;
    // Who said the same in the same second said it twice.
    const said = [thread, author, email, created, words];
    return digest([...said, nth(digest(said))]);
  };
}

function digest(parts: readonly (string | number)[]): string {
  return textDigest(JSON.stringify(parts)).slice(0, 32);
}

/** Isso reads a time in the zone of the computer that it runs on, which the file does not name. */
function timeOf(created: string): { readonly time: number | null; readonly isAssumed: boolean } {
  const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$/.exec(
    created.trim(),
  );
  if (parts === null) return { time: null, isAssumed: false };
  const [, day, clock, zone] = parts;
  const time = Date.parse(`${day}T${clock}${zone ?? "Z"}`);
  if (Number.isNaN(time)) return { time: null, isAssumed: false };
  return { time, isAssumed: zone === undefined };
}
