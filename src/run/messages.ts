import { defineMessages } from "../domain/message-catalogue.ts";
import { plural } from "../domain/plural.ts";

const resume = "Run it again to resume where it left off.";

type UnusedMedia = { readonly files: number; readonly names: string };

/** What is reported about a run as a whole, whatever its host. */
export const runMessages = defineMessages({
  "mode-of-workflows": {
    severity: "error",
    message: ({ mode }: { mode: string }) =>
      `The mode ${mode} is only available in a workflow, whose jobs share the work.`,
    remedy:
      "Don't set shard to move all pages, or set it to 2/4, say, for the second of four parts.",
  },
  "report-without-artifacts": {
    severity: "error",
    message:
      "The reports of shards are merged from the artifacts of a workflow run, which aren't available in a terminal.",
    remedy: "Use mode: report in a workflow.",
  },
  "pull-request-of-workflows": {
    severity: "error",
    message:
      "Only the action can open a pull request, in a workflow; elsewhere the files of the checkout are changed.",
    remedy: "Set replace to working-tree.",
  },
  "pages-share-a-name": {
    severity: "error",
    message: ({ table, pages }: Record<"table" | "pages", string>) =>
      `Pages of the site have the same name in the table ${table}, so that nobody could tell their comments apart: ${pages}.`,
    remedy:
      "Choose a page_form in schema-map by which they differ, such as path, or give one of the pages another address. Nothing was written.",
  },
  "part-pattern-unused": {
    severity: "warning",
    message: ({ setting, pattern }: Record<"setting" | "pattern", string>) =>
      `The pattern ${pattern} in ${setting} fits no page with comments.`,
    remedy:
      "Compare it with the addresses of the pages: they begin with a slash, have the path of the base URL, and mostly end with a slash.",
  },
  "pages-without-date": {
    severity: "notice",
    message: ({ pages, named }: { pages: number; named: string }) =>
      `${plural(pages, "page has", "pages have")} no date, and ${pages === 1 ? "was" : "were"} not asked for, because since or until is set: ${named}.`,
    remedy: "Run it without since and until to move pages without a date.",
  },
  "part-without-pages/none": {
    severity: "error",
    message: (p: { asked: string; pages: number; some: string }) =>
      `No page with comments is in the part that was asked for (${p.asked}). The site has ${plural(p.pages, "page")} with comments: ${p.some}.`,
    remedy: ({ settings }: { settings: string }) => `Correct ${settings}; nothing was written.`,
  },
  "part-without-pages/because": {
    severity: "error",
    message: ({ asked, reason }: Record<"asked" | "reason", string>) =>
      `No page with comments is in the part that was asked for (${asked}). ${reason}`,
    remedy: ({ advice }: { advice: string }) => advice,
  },
  "part-without-pages/undated": {
    severity: "error",
    message: (p: { asked: string; pages: number; some: string; undated: number }) =>
      `No page with comments is in the part that was asked for (${p.asked}); ${plural(p.undated, "page has", "pages have")} no date. The site has ${plural(p.pages, "page")} with comments: ${p.some}.`,
    remedy: ({ settings }: { settings: string }) =>
      `Correct ${settings}; nothing was written. Dates come from Hugo, or from the built pages where it could not be asked.`,
  },
  "no-hugo-site": {
    severity: "error",
    message: ({ folder }: { folder: string }) => `${folder} is no folder of a Hugo site.`,
    remedy:
      "Run it in the folder with hugo.toml (or config.toml), or name that folder in site-dir.",
  },
  "archive-written": {
    severity: "notice",
    message: (p: { pages: number; folder: string; written: number; removed: number }) =>
      `The archive in ${p.folder} has the comments of ${plural(p.pages, "page")}; ${plural(p.written, "file was", "files were")} written, ${p.removed} removed.`,
    remedy:
      "Commit the folder, unless the run's pull request has it: Hugo renders it without any server.",
  },
  "archive-failed": {
    severity: "error",
    message: ({ folder, reason }: Record<"folder" | "reason", string>) =>
      `The archive in ${folder} could not be written: ${reason}`,
    remedy:
      "Check that the folder can be written, then run it again: the comments themselves have been moved.",
  },
  "archive-would-be-emptied": {
    severity: "error",
    message: (p: { table: string; database: string; folder: string; pages: number }) =>
      `The table ${p.table} of ${p.database} has no comment for any page that readers see, but the archive in ${p.folder} has those of ${plural(p.pages, "page")}. No file was changed.`,
    remedy: ({ folder }: { folder: string }) =>
      `Check database-name, d1-mode, target-schema and schema-map. If the comments are really gone, delete the files in ${folder} yourself.`,
  },
  "archive-without-hidden/column": {
    severity: "notice",
    message: (p: { comments: number; table: string; column: string }) =>
      `${plural(p.comments, "comment")} of the table ${p.table} ${p.comments === 1 ? "was" : "were"} left out: by the column ${p.column}, readers don't see ${p.comments === 1 ? "it" : "them"}.`,
    remedy: ({ column }: { column: string }) =>
      `You don't have to do anything, unless readers do see such comments: then add fixed.${column} with the value that those have there to the schema-map of this run.`,
  },
  "archive-without-hidden/system": {
    severity: "notice",
    message: (p: { comments: number; table: string }) =>
      `${plural(p.comments, "comment")} of the table ${p.table} ${p.comments === 1 ? "was" : "were"} left out: the comment system doesn't show ${p.comments === 1 ? "it" : "them"} to readers.`,
    remedy: "You don't have to do anything: those are hidden, deleted, or not approved.",
  },
  "archive-page-unknown": {
    severity: "warning",
    message: (p: { comments: number; names: number; named: string }) =>
      `${plural(p.comments, "comment")} under ${plural(p.names, "name")} ${p.comments === 1 ? "is" : "are"} not in the archive, because nobody can tell which pages those are: ${p.named}.`,
    remedy:
      "Pages that a migration moved comments to are known, and those whose name in the table is their address. For others, write the page's address into the table as the schema-map's page_form has it, or delete comments that are of no page.",
  },
  "not-replaced-without-archive": {
    severity: "warning",
    message: "The shortcodes were not replaced, because the archive could not be written.",
    remedy: "Fix what keeps the archive from being written, then run it again.",
  },
  "replace-by-template-later": {
    severity: "notice",
    message: ({ others }: { others: number }) =>
      `Pages of this part show comments by a layout, which also shows those of the ${plural(others, "page")} that ${others === 1 ? "was" : "were"} not asked for: nothing was replaced there.`,
    remedy: "Move the whole site first; a run with replace then says what to change in the layout.",
  },
  "report-not-written": {
    severity: "warning",
    message: ({ file, reason }: Record<"file" | "reason", string>) =>
      `The report ${file} could not be written: ${reason}.`,
    remedy:
      "What the run did is not affected. Free some space or grant write permission there; a run with mode: verify writes a new report.",
  },
  "address-table-not-read": {
    severity: "error",
    message: ({ file, reason }: Record<"file" | "reason", string>) =>
      `The table of addresses ${file} could not be read: ${reason}.`,
    remedy: "Check address-table, and that this user may read the file.",
    stopsRun: true,
  },
  "comments-without-page": {
    severity: "warning",
    message: (p: { threads: number; comments: number; table: string }) =>
      `${plural(p.comments, "comment")} in ${plural(p.threads, "thread")} ${p.comments === 1 ? "has" : "have"} no page on the site, and ${p.comments === 1 ? "is" : "are"} not moved.`,
    remedy: ({ table }: { table: string }) =>
      `Look over the proposals in ${table}, put the rows that are right into the file of address-table (comment-migration.urls.csv), commit it and run again.`,
  },
  "nothing-placed/unplaced": {
    severity: "error",
    message: (p: { threads: number; comments: number }) =>
      `None of the ${plural(p.comments, "comment")} in ${plural(p.threads, "thread")} has a page on this site.`,
    remedy: ({ table }: { table: string }) =>
      `If the site had another address, name it in former-hosts. Otherwise look over the proposals in ${table}, put the rows that are right into the file of address-table (comment-migration.urls.csv), commit it and run again.`,
  },
  "nothing-placed/empty": {
    severity: "error",
    message: "The source has no comments to move.",
    remedy:
      "Check that it is the right export or repository, and that the settings choose the right part of it.",
  },
  "comments-of-gone-pages": {
    severity: "notice",
    message: (p: { threads: number; comments: number }) =>
      `${plural(p.comments, "comment")} in ${plural(p.threads, "thread")} ${p.comments === 1 ? "has" : "have"} no page on purpose, by address-table, and ${p.comments === 1 ? "is" : "are"} not moved.`,
    remedy: "To keep them in the archive, set gone-pages to archive.",
  },
  "other-threads": {
    severity: "notice",
    message: (p: { threads: number; comments: number; titles: string }) =>
      `${plural(p.threads, "thread")} with ${plural(p.comments, "comment")} ${p.threads === 1 ? "fits" : "fit"} no page and ${p.threads === 1 ? "seems" : "seem"} to be about something else (such as ${p.titles}); ${p.threads === 1 ? "it was" : "they were"} left alone.`,
    remedy:
      "You don't have to do anything, unless one of them belongs to a page: then name it in address-table.",
  },
  "site-not-readable": {
    severity: "error",
    message: ({ path, reason }: Record<"path" | "reason", string>) =>
      `The site's folder ${path} can't be read: ${reason}.`,
    remedy: "Set site-dir to the folder with the site's configuration, and make it readable.",
  },
  "place-not-writable": {
    severity: "error",
    message: ({ path, reason }: Record<"path" | "reason", string>) =>
      `${path} can't be written: ${reason}. Nothing was migrated.`,
    remedy: ({ input }: { input: string }) =>
      `Free some space or grant write permission there, or choose another place with the input ${input}.`,
  },
  "place-not-writable/content": {
    severity: "error",
    message: ({ folder, reason }: Record<"folder" | "reason", string>) =>
      `The content files in ${folder} can't be changed: ${reason}. Nothing was migrated.`,
    remedy: "Free some space or grant write permission there, or set replace to none.",
  },
  "other-site-name/page": {
    severity: "error",
    message: (p: Record<"page" | "site" | "sites", string>) =>
      `${p.page} was skipped: it belongs to the site ${p.site}, and this run only moves ${p.sites}.`,
    remedy: ({ site, names }: Record<"site" | "names", string>) =>
      `If its comments should be moved as well, name all sites (site-name: ${names}), or migrate ${site} in a separate run.`,
  },
  "other-site-name/section": {
    severity: "error",
    message: (p: Record<"section" | "page" | "site" | "sites", string>) =>
      `The comment section ${p.section} of ${p.page} was skipped: it belongs to the site ${p.site}, and this run only moves ${p.sites}.`,
    remedy: ({ site, names }: Record<"site" | "names", string>) =>
      `If its comments should be moved as well, name all sites (site-name: ${names}), or migrate ${site} in a separate run.`,
  },
  "link-out-of-repository": {
    severity: "error",
    message: ({ path }: { path: string }) =>
      `${path} is, or lies behind, a symbolic link that leads out of the repository; nothing was written there.`,
    remedy: ({ input }: { input: string }) =>
      `Remove the link, or choose another place with the input ${input}.`,
  },
  "media-to-fetch": {
    severity: "notice",
    message: ({ files }: { readonly files: number }) =>
      `A migration would copy ${plural(files, "picture or file", "pictures and files")} of comments; until then the texts have links to where they are now.`,
    remedy: "You don't have to do anything: a migration copies them.",
  },
  "media-left": {
    severity: "notice",
    message: ({ files }: { readonly files: number }) =>
      `The copies of ${plural(files, "picture or file", "pictures and files")} of comments were kept, and the records of them: a later migration doesn't fetch them again.`,
    remedy:
      "If no migration follows, delete them where media put them, and the table comment_migration_media.",
  },
  "media-unused/repository": {
    severity: "warning",
    message: ({ files, names, folder }: UnusedMedia & { readonly folder: string }) =>
      `${plural(files, "copy", "copies")} in ${folder} ${files === 1 ? "is" : "are"} named by no comment any more, since it was removed or edited: ${names}.`,
    remedy: "Delete them, unless something else of your site shows them.",
  },
  "media-unused/r2": {
    severity: "warning",
    message: ({ files, names, bucket }: UnusedMedia & { readonly bucket: string }) =>
      `${plural(files, "copy", "copies")} in the R2 bucket ${bucket} ${files === 1 ? "is" : "are"} named by no comment any more, since it was removed or edited: ${names}.`,
    remedy: ({ bucket }: { readonly bucket: string }) =>
      `Delete them (npx wrangler r2 object delete ${bucket}/<name> --remote), unless something else shows them.`,
  },
  "media-not-in-folder": {
    severity: "warning",
    message: ({ files, folder }: { readonly files: number; readonly folder: string }) =>
      `${plural(files, "picture or file", "pictures and files")} of moved comments can't be found in ${folder}, so the site would not have them.`,
    remedy: "Run it with mode: migrate, which fetches them again.",
  },
  "preview-built": {
    severity: "notice",
    message: (p: { comments: number; pages: number; folder: string }) =>
      `The preview in ${p.folder} is the site with ${plural(p.comments, "comment")} on ${plural(p.pages, "page")}, as they would be moved.`,
    remedy: ({ folder, addresses }: Record<"folder" | "addresses", string>) =>
      `Serve the folder, for example with npx serve ${folder}, and look at ${addresses}.`,
  },
  "preview-incomplete": {
    severity: "warning",
    message: ({ pages, names }: { pages: number; names: string }) =>
      `${plural(pages, "page of the preview does", "pages of the preview do")} not show what a migration would: their comments could not all be read or taken: ${names}.`,
    remedy: "See in this report why they fail.",
  },
  "preview-at-end/no-widget": {
    severity: "notice",
    message: ({ pages, names }: { pages: number; names: string }) =>
      `${plural(pages, "page of the preview has", "pages of the preview have")} the comments at the end, because nothing on the page shows where they belong: ${names}.`,
    remedy: "You don't have to do anything: they will be where you put the new comments.",
  },
  "preview-at-end/both": {
    severity: "notice",
    message: ({ pages, names }: { pages: number; names: string }) =>
      `${plural(pages, "page of the preview shows", "pages of the preview show")} the old comments as well, because a script of the site loads them; the moved ones are at the end: ${names}.`,
    remedy:
      "You don't have to do anything for the preview; the old script has to go when you replace the widget.",
  },
  "preview-without-page": {
    severity: "warning",
    message: ({ pages, names }: { pages: number; names: string }) =>
      `${plural(pages, "page is", "pages are")} not in the preview, because Hugo built no HTML file at that address: ${names}.`,
    remedy: "Check that the pages are published: their comments would be moved all the same.",
  },
  "preview-of-hosts": {
    severity: "notice",
    message:
      "The site's languages have addresses of their own, so links and styles of the preview may lead to the published site.",
    remedy: "You don't have to do anything; look at the pages by their files.",
  },
  "preview-failed/hugo": {
    severity: "warning",
    message: ({ reasons }: { reasons: string }) =>
      `The preview could not be built; the dry run's result is not affected. ${reasons}`,
    remedy:
      "Check out the theme as well (submodules: true) and install what the build needs, or set preview to false.",
  },
  "preview-failed/no-hugo": {
    severity: "warning",
    message:
      "The preview could not be built, because Hugo was not found; the dry run's result is not affected.",
    remedy: "Install Hugo, set hugo-path, or set hugo-version to auto.",
  },
  "preview-failed/nothing": {
    severity: "warning",
    message: "There is no preview: no page has comments that would be moved.",
    remedy: "See in this report what keeps them from being read.",
  },
  "preview-failed/in-the-way": {
    severity: "warning",
    message: ({ folder }: { folder: string }) =>
      `The preview was not written: ${folder} holds other files, and was left as it is.`,
    remedy: "Move them away, or choose another report-dir: the preview is written beside it.",
  },
  "preview-failed/not-written": {
    severity: "warning",
    message: ({ folder, reason }: Record<"folder" | "reason", string>) =>
      `The preview could not be written to ${folder}: ${reason}.`,
    remedy: "Free some space or grant write permission there, and run it again.",
  },
  "replace-failed": {
    severity: "error",
    message: ({ reason }: { reason: string }) => `No pull request could be opened: ${reason}`,
    remedy: "Run it again: the comments themselves have been moved.",
  },
  "time-budget-too-small": {
    severity: "error",
    message: "The time budget was used up, and what had been begun took too long to wait for it.",
    remedy: "Set a longer time-budget, and run it again: it resumes where it left off.",
  },
  "time-budget-used/migration": {
    severity: "notice",
    message: ({ pages }: { pages: number }) =>
      `The time budget was used up and the run stopped cleanly; ${plural(pages, "page remains", "pages remain")}.`,
    remedy: resume,
  },
  "time-budget-used/reading": {
    severity: "notice",
    message: ({ pages }: { pages: number }) =>
      `The time budget was used up and the run stopped cleanly; ${plural(pages, "page remains", "pages remain")}.`,
    remedy: "Run it again with a longer time-budget: it starts with the first page each time.",
  },
  "time-budget-used/rollback": {
    severity: "notice",
    message: ({ comments }: { comments: number }) =>
      `The time budget was used up and the rollback stopped cleanly; ${plural(comments, "moved comment remains", "moved comments remain")}.`,
    remedy: resume,
  },
});
