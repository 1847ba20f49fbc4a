import { defineMessages } from "../../domain/message-catalogue.ts";
import { plural } from "../../domain/plural.ts";

type Texts<Names extends string> = Readonly<Record<Names, string>>;

const exportAgain =
  "Export the comments again (Disqus: Admin, Community, Export) and use the file as it was sent.";

/** What is reported about exports from Disqus. */
export const disqusMessages = defineMessages({
  "export-not-read": {
    severity: "error",
    message: ({ file, reason }: Texts<"file" | "reason">) =>
      `The export ${file} could not be read: ${reason}.`,
    remedy: "Check the path of the export, and that this user may read the file.",
    stopsRun: true,
  },
  "export-of-another-kind": {
    severity: "error",
    message: ({ file, kind }: Texts<"file" | "kind">) =>
      `The file ${file} is no Disqus export: it seems to be ${kind}.`,
    remedy: exportAgain,
    stopsRun: true,
  },
  "export-encoding-unknown": {
    severity: "error",
    message: ({ file, encoding }: Texts<"file" | "encoding">) =>
      `The export ${file} is in the encoding ${encoding}, which is not known here.`,
    remedy: "Convert the file to UTF-8, in its declaration as well, or export the comments again.",
    stopsRun: true,
  },
  "export-cut": {
    severity: "error",
    message: ({ file, posts }: { readonly file: string; readonly posts: number }) =>
      `The export ${file} ends in the middle, after ${plural(posts, "post")}; nothing of it was used.`,
    remedy: `The download was probably interrupted. ${exportAgain}`,
    stopsRun: true,
  },
  "export-malformed": {
    severity: "error",
    message: (p: Texts<"file" | "reason"> & { readonly posts: number }) =>
      `The export ${p.file} is damaged after ${plural(p.posts, "post")} (${p.reason}); nothing of it was used.`,
    remedy: exportAgain,
    stopsRun: true,
  },
  "export-followed-by-more": {
    severity: "error",
    message: ({ file, posts }: { readonly file: string; readonly posts: number }) =>
      `After the end of its first export, with ${plural(posts, "post")}, the file ${file} holds more; nothing of it was used.`,
    remedy: "If several exports were joined, give them as files of their own.",
    stopsRun: true,
  },
  "export-over-limits": {
    severity: "error",
    message: ({ file, excess }: Texts<"file" | "excess">) =>
      `The export ${file} is not safe to read: ${excess}. Nothing of it was used.`,
    remedy: exportAgain,
    stopsRun: true,
  },
  "exported-posts-not-kept": {
    severity: "error",
    message: ({ path, reason }: Texts<"path" | "reason">) =>
      `The export's posts could not be kept in the temporary file ${path}: ${reason}.`,
    remedy: "Free some space there, or choose another folder for temporary files.",
    stopsRun: true,
  },
  "export-begins-with-junk": {
    severity: "notice",
    message: ({ file, characters }: { readonly file: string; readonly characters: number }) =>
      `The export ${file} has ${plural(characters, "character")} before its XML, which were skipped.`,
    remedy: "You don't have to do anything.",
  },
  "export-with-unreadable-characters": {
    severity: "warning",
    message: ({ file, characters }: { readonly file: string; readonly characters: number }) =>
      `The export ${file} has ${plural(characters, "unreadable character")}, which XML or the file's encoding does not allow; each became U+FFFD.`,
    remedy: "Search the imported comments for that character, and correct it where it matters.",
  },
  "exported-posts-without-place": {
    severity: "warning",
    message: ({ posts }: { readonly posts: number }) =>
      `${plural(posts, "post")} could not be placed: without an id, or in a thread that the export lacks.`,
    remedy: "If there are further files of this export, give them all.",
  },
  "exported-parent-missing": {
    severity: "notice",
    message: ({ replies, thread }: { readonly replies: number; readonly thread: string }) =>
      `${plural(replies, "reply", "replies")} in ${thread} answer a post that the export lacks; they stay without a parent.`,
    remedy: "If there are further files of this export, give them all.",
  },
  "exported-parent-elsewhere": {
    severity: "notice",
    message: ({ replies, thread }: { readonly replies: number; readonly thread: string }) =>
      `${plural(replies, "reply", "replies")} in ${thread} answer a post of another thread; they stay without a parent.`,
    remedy: "You don't have to do anything.",
  },
  "exported-thread-closed": {
    severity: "notice",
    message: ({ thread }: Texts<"thread">) =>
      `${thread} is closed at Disqus: readers could write no further comments.`,
    remedy: "Close it in the new comment system as well, if it can.",
  },
});
