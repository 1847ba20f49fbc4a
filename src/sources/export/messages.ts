import { defineMessages } from "../../domain/message-catalogue.ts";
import { plural } from "../../domain/plural.ts";

type Texts<Names extends string> = Readonly<Record<Names, string>>;
type Damage = Texts<"file" | "format" | "again"> & { readonly posts: number };

/** What is reported about files with exported comments. */
export const exportMessages = defineMessages({
  "export-missing": {
    severity: "error",
    message: ({ pattern }: Texts<"pattern">) =>
      `There is no file ${pattern}, so no comments could be read.`,
    remedy:
      "Check source-file: it counts from the repository's root, and * stands for any part of a name.",
    stopsRun: true,
  },
  "export-not-read": {
    severity: "error",
    message: ({ file, reason }: Texts<"file" | "reason">) =>
      `The export ${file} could not be read: ${reason}.`,
    remedy: "Check the path of the export, and that this user may read the file.",
    stopsRun: true,
  },
  "export-of-another-kind/known": {
    severity: "error",
    message: ({ file, format, kind }: Texts<"file" | "format" | "kind" | "source">) =>
      `The file ${file} is no ${format}: it seems to be ${kind}.`,
    remedy: ({ source }: Texts<"source">) =>
      `To move its comments, set source: ${source}; otherwise correct source-file.`,
    stopsRun: true,
  },
  "export-of-another-kind/unknown": {
    severity: "error",
    message: ({ file, format, kind }: Texts<"file" | "format" | "kind" | "again">) =>
      `The file ${file} is no ${format}: it seems to be ${kind}.`,
    remedy: ({ again }: Texts<"again">) => again,
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
    message: ({ file, posts }: Damage) =>
      `The export ${file} ends in the middle, after ${plural(posts, "comment")}; nothing of it was used.`,
    remedy: ({ again }: Damage) => `The download was probably interrupted. ${again}`,
    stopsRun: true,
  },
  "export-malformed": {
    severity: "error",
    message: ({ file, posts, reason }: Damage & Texts<"reason">) =>
      `The export ${file} is damaged after ${plural(posts, "comment")} (${reason}); nothing of it was used.`,
    remedy: ({ again }: Damage) => again,
    stopsRun: true,
  },
  "export-followed-by-more": {
    severity: "error",
    message: ({ file, posts }: Damage) =>
      `After the end of its first export, with ${plural(posts, "comment")}, the file ${file} holds more; nothing of it was used.`,
    remedy: "If several exports were joined, give them as files of their own.",
    stopsRun: true,
  },
  "export-over-limits": {
    severity: "error",
    message: ({ file, excess }: Texts<"file" | "excess" | "again">) =>
      `The export ${file} is not safe to read: ${excess}. Nothing of it was used.`,
    remedy: ({ again }: Texts<"again">) => again,
    stopsRun: true,
  },
  "exported-posts-not-kept": {
    severity: "error",
    message: ({ path, reason }: Texts<"path" | "reason">) =>
      `The export's comments could not be kept in the temporary file ${path}: ${reason}.`,
    remedy: "Free some space there, or choose another folder for temporary files.",
    stopsRun: true,
  },
  "exports-share-ids": {
    severity: "error",
    message: ({ format, sites }: Texts<"format" | "sites">) =>
      `The files of the ${format} are of several sites (${sites}) that call different comments by the same ids.`,
    remedy:
      "Let source-file name the files of one site, and move the other one by a run of its own.",
    stopsRun: true,
  },
  "export-of-several-sites": {
    severity: "error",
    message: ({ format, sites }: Texts<"format" | "sites">) =>
      `The ${format} has comments of several sites: ${sites}.`,
    remedy: "Set source-site to the one whose comments are moved.",
    stopsRun: true,
  },
  "export-without-site": {
    severity: "error",
    message: ({ format, site, sites }: Texts<"format" | "site" | "sites">) =>
      `The ${format} has no comments of the site ${site}, only of ${sites}.`,
    remedy: "Correct source-site, or leave it out if the export has one site only.",
    stopsRun: true,
  },
  "export-begins-with-junk": {
    severity: "notice",
    message: ({ file, characters }: { readonly file: string; readonly characters: number }) =>
      `The export ${file} has ${plural(characters, "character")} before its beginning, which were skipped.`,
    remedy: "You don't have to do anything.",
  },
  "export-with-unreadable-characters": {
    severity: "warning",
    message: ({ file, characters }: { readonly file: string; readonly characters: number }) =>
      `The export ${file} has ${plural(characters, "unreadable character")}, which its format or encoding does not allow; each became U+FFFD.`,
    remedy: "Search the imported comments for that character, and correct it where it matters.",
  },
  "exported-posts-without-place": {
    severity: "warning",
    message: ({ posts }: { readonly posts: number }) =>
      `${plural(posts, "comment")} could not be placed: without an id, or of a page that the export lacks.`,
    remedy: "If there are further files of this export, give them all.",
  },
  "more-files-alike": {
    severity: "notice",
    message: ({ files, like }: Texts<"like"> & { readonly files: number }) =>
      `The same holds for ${plural(files, "more file", "more files")}: ${like}`,
    remedy: "Do for them what is said of the first one.",
  },
  "exported-times-without-zone": {
    severity: "notice",
    message: ({ file, comments }: { readonly file: string; readonly comments: number }) =>
      `The export ${file} has the times of ${plural(comments, "comment")} without a time zone; they were read as UTC.`,
    remedy: "You don't have to do anything, unless times that are some hours off matter to you.",
  },
  "exported-parent-missing": {
    severity: "notice",
    message: ({ replies, thread }: { readonly replies: number; readonly thread: string }) =>
      `${plural(replies, "reply", "replies")} in ${thread} answer a comment that the export lacks; they stay without a parent.`,
    remedy: "If there are further files of this export, give them all.",
  },
  "exported-parent-elsewhere": {
    severity: "notice",
    message: ({ replies, thread }: { readonly replies: number; readonly thread: string }) =>
      `${plural(replies, "reply", "replies")} in ${thread} answer a comment of another thread; they stay without a parent.`,
    remedy: "You don't have to do anything.",
  },
  "exported-thread-closed": {
    severity: "notice",
    message: ({ thread }: Texts<"thread">) =>
      `${thread} is closed: readers could write no further comments.`,
    remedy: "Close it in the new comment system as well, if it can.",
  },
});
