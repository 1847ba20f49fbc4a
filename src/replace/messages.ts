import { defineMessages } from "../domain/message-catalogue.ts";
import { plural } from "../domain/plural.ts";

type Places = { places: number } & Record<"files", string>;
type Texts<Names extends string> = Record<Names, string>;

const byTemplates = (pages: number) =>
  `The comments of ${plural(pages, "page is", "pages are")} shown by templates, where no shortcode can be replaced`;

const byScript = ({ pages }: { pages: number }) =>
  `On ${plural(pages, "page", "pages")} the new shortcode only marks where the comments appear: reading them needs JavaScript, because no template of the site calls the partial d1-comments.html.`;
const thenNone = `Then set shortcode = "none" below [params.d1comments].`;

/** What is reported about shortcodes and templates of the old comments. */
export const replaceMessages = defineMessages({
  "old-comments-kept/not-complete": {
    severity: "notice",
    message: ({ places, files }: Places) =>
      `The old comments remain in ${plural(places, "place")} whose page is not complete yet: ${files}.`,
    remedy: "Run the migration until it is; the next run replaces them.",
  },
  "old-comments-kept/not-moved": {
    severity: "notice",
    message: ({ places, files }: Places) =>
      `The old comments remain in ${plural(places, "place")} whose comments were moved to no page: ${files}.`,
    remedy:
      "If these pages are drafts, replace their shortcodes by hand; otherwise see what else is reported about them.",
  },
  "old-comments-kept/unknown-section": {
    severity: "warning",
    message: ({ file }: Texts<"file">) =>
      `A shortcode in ${file} was not replaced: only a build of the site shows which comment section it is for.`,
    remedy: ({ replacement }: Texts<"replacement">) => `Put ${replacement} there yourself.`,
  },
  "old-comments-kept/several-pages": {
    severity: "warning",
    message: ({ file }: Texts<"file">) =>
      `A shortcode in ${file} was not replaced: it shows comment sections whose comments are on different pages now.`,
    remedy: ({ replacement }: Texts<"replacement">) => `Put ${replacement} there yourself.`,
  },
  "old-comments-kept/not-writable": {
    severity: "warning",
    message: ({ file, thread }: Texts<"file" | "thread">) =>
      `A shortcode in ${file} was not replaced: Hugo has no syntax for the comment section ${thread} or its page as a parameter.`,
    remedy: "Use a template without [section], or write the new shortcode yourself.",
  },
  "old-comments-kept/on-another-page": {
    severity: "warning",
    message: ({ file, thread }: Texts<"file" | "thread">) =>
      `A shortcode in ${file} was not replaced: the comments of the section ${thread} belong to another page, and replace-with does not name the page.`,
    remedy:
      "Put [page] into replace-with if the same comments should appear here too; otherwise remove the shortcode.",
  },
  "old-comments-kept/own-html": {
    severity: "warning",
    message: ({ file }: Texts<"file">) =>
      `${file} has the old comment widget as HTML, which was not replaced.`,
    remedy: ({ replacement }: Texts<"replacement">) => `Put ${replacement} in its place.`,
  },
  "old-comments-kept/text-between-tags": {
    severity: "warning",
    message: ({ file }: Texts<"file">) =>
      `A shortcode in ${file} was not replaced: there is text between its tags that would be lost.`,
    remedy: ({ replacement }: Texts<"replacement">) =>
      `Put ${replacement} in its place, and keep what you need of the text.`,
  },
  "html-not-shown": {
    severity: "warning",
    message: ({ places, files }: Places) =>
      `The old comments remain in ${plural(places, "place")}: replace-with is HTML, which Hugo would not show there: ${files}.`,
    remedy:
      "Make a shortcode of that HTML (layouts/shortcodes/<name>.html) and put its call into replace-with.",
  },
  "file-changed/unreadable": {
    severity: "error",
    message: ({ file, error }: Texts<"file" | "error">) =>
      `The shortcodes in ${file} were not replaced: the file can't be read any more (${error}).`,
    remedy: "Make the file readable and run it again.",
  },
  "unwritable-file": {
    severity: "error",
    message: ({ file, reason }: Texts<"file" | "reason">) =>
      `The shortcodes in ${file} were not replaced, because the file could not be written: ${reason}. It was left as it was.`,
    remedy:
      "Check that the disk has free space and that the folder can be written, then run it again.",
  },
  "file-changed/meanwhile": {
    severity: "error",
    message: ({ file }: Texts<"file">) =>
      `The shortcodes in ${file} were not replaced: the file changed while the migration ran.`,
    remedy: "Run it again.",
  },
  "file-outside-repository/link": {
    severity: "warning",
    message: ({ file }: Texts<"file">) =>
      `The shortcodes in ${file} were not replaced: a symbolic link or a mount leads out of the repository there.`,
    remedy: "Replace its shortcodes where the file belongs.",
  },
  "file-outside-repository/submodule": {
    severity: "warning",
    message: ({ file }: Texts<"file">) =>
      `The shortcodes in ${file} were not replaced: the file belongs to another repository (a submodule).`,
    remedy: "Replace its shortcodes in that repository.",
  },
  "replace-by-template/unknown": {
    severity: "warning",
    message: ({ pages }: { pages: number }) =>
      `${byTemplates(pages)}; which of them has the old widget is not known.`,
    remedy: ({ widget }: Texts<"widget">) =>
      `Look for initComments in the site and its theme, and put ${widget} in its place.`,
  },
  "replace-by-template/chosen": {
    severity: "warning",
    message: ({ pages }: { pages: number }) => `${byTemplates(pages)}; the old widget is here.`,
    remedy: ({ file, widget, parameters }: Texts<"file" | "widget" | "parameters">) =>
      `Write a file ${file} into your site that holds ${widget}, and set ${parameters}, to "moved-comments".`,
  },
  "replace-by-template/own": {
    severity: "warning",
    message: ({ pages }: { pages: number }) => `${byTemplates(pages)}; the old widget is here.`,
    remedy: ({ widget }: Texts<"widget">) => `Put ${widget} there in place of the widget.`,
  },
  "replace-by-template/partial": {
    severity: "warning",
    message: ({ pages }: { pages: number }) => `${byTemplates(pages)}; the old widget is here.`,
    remedy: ({ file, widget }: Texts<"file" | "widget">) =>
      `Write a file ${file} into your site that holds ${widget}; Hugo uses it instead of the theme's.`,
  },
  "replace-by-template/copied": {
    severity: "warning",
    message: ({ pages }: { pages: number }) => `${byTemplates(pages)}; the old widget is here.`,
    remedy: ({ file, widget }: Texts<"file" | "widget">) =>
      `Copy the file to ${file} in your site, and put ${widget} there in place of the widget; Hugo uses it instead of the theme's.`,
  },
  "comments-by-script/theme": {
    severity: "notice",
    message: byScript,
    remedy: ({ file, widget }: Texts<"file" | "widget">) =>
      `Write a file ${file} into your site that holds ${widget}: your theme shows it with each post, some themes only with params.comments = true. ${thenNone}`,
  },
  "comments-by-script/own": {
    severity: "notice",
    message: byScript,
    remedy: ({ file, widget }: Texts<"file" | "widget">) =>
      `Put ${widget} into ${file}. ${thenNone}`,
  },
  "comments-by-script/unknown": {
    severity: "notice",
    message: byScript,
    remedy: ({ widget }: Texts<"widget">) =>
      `Put ${widget} into the template of your posts, where comments should appear. ${thenNone} Where no template can be changed, shortcode = "inline" prints them into the content.`,
  },
});
