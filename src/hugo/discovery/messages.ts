import { defineMessages } from "../../domain/message-catalogue.ts";
import { plural } from "../../domain/plural.ts";

type Texts<Names extends string> = Record<Names, string>;

const buildFirst =
  "run the migration after the step that builds your site, with public-dir set to its output.";
const findHugo = `Install Hugo, set hugo-path, or have Hugo fetched with hugo-version (auto, or a version); or ${buildFirst}`;
const helpTheBuild = `Check out the theme as well (submodules: true) and install what the build needs, or ${buildFirst}`;
const checkSettings =
  "Check that the site's theme is checked out (submodules: true), and that site-dir and shortcodes are right.";

/** What is reported about a site's pages and comment sections, and about how they are found. */
export const discoveryMessages = defineMessages({
  "public-dir-not-found": {
    severity: "error",
    message: ({ folder }: Texts<"folder">) => `There is no built site in ${folder}.`,
    remedy: "Build the site before the migration, or remove public-dir.",
  },
  "content-dir-not-found": {
    severity: "error",
    message: ({ folders }: Texts<"folders">) =>
      `There is no content folder (looked for ${folders}).`,
    remedy:
      "Set site-dir if the Hugo site is not at the repository's root, or contentDir in the site's configuration.",
  },
  "no-hugo/content": {
    severity: "error",
    message:
      "Hugo was not found; it is needed to find out which pages show comments, and at which addresses.",
    remedy: findHugo,
  },
  "no-hugo/no-built-site": {
    severity: "error",
    message:
      "Hugo was not found, and there is no built site; one of them is needed to find out which pages show comments, and at which addresses.",
    remedy: findHugo,
  },
  "no-build": {
    severity: "error",
    message: ({ reasons }: Texts<"reasons">) =>
      `There is no built site, and Hugo could not build one. ${reasons}`,
    remedy: findHugo,
  },
  "build-failed/content": {
    severity: "warning",
    message: ({ reasons }: Texts<"reasons">) =>
      `Hugo could not build the site, so the only comment sections that could be found are those whose shortcode takes its id straight from the call. ${reasons}`,
    remedy: helpTheBuild,
  },
  "build-failed/built-site": {
    severity: "warning",
    message: ({ reasons }: Texts<"reasons">) =>
      `Hugo could not build the site, so the site as it was built before was read instead. ${reasons}`,
    remedy: helpTheBuild,
  },
  "plain-build": {
    severity: "notice",
    message: ({ reason }: Texts<"reason">) =>
      `Hugo could only build the site without the marks that show which shortcode call makes which comment section, so some places are less exact. ${reason}`,
    remedy:
      "You don't have to do anything about the comments; check the places before you replace them.",
  },
  "build-may-be-old/older": {
    severity: "warning",
    message: ({ folder }: Texts<"folder">) =>
      `The built site was read from ${folder}, which is older than the content.`,
    remedy: "Build the site before the migration, or install Hugo.",
  },
  "build-may-be-old/unknown": {
    severity: "notice",
    message: ({ folder }: Texts<"folder">) =>
      `The built site was read from ${folder}, which may be older than the content.`,
    remedy: "Build the site before the migration, or install Hugo.",
  },
  "not-known-without-build/site": {
    severity: "error",
    message:
      "Only a build can determine which pages show comments, and Hugo can't read the site as it is here; no comments were moved.",
    remedy: helpTheBuild,
  },
  "not-known-without-build/files": {
    severity: "error",
    message: ({ files }: Texts<"files">) =>
      `Only a build can determine the comments of ${files}; they were not moved yet.`,
    remedy: helpTheBuild,
  },
  "not-known-without-build/pages": {
    severity: "error",
    message: ({ layout }: Texts<"layout">) =>
      `Only a build can determine on which pages ${layout} shows comments; they were not moved yet.`,
    remedy: helpTheBuild,
  },
  "not-known-without-build/files-and-pages": {
    severity: "error",
    message: ({ files, layout }: Texts<"files" | "layout">) =>
      `Only a build can determine the comments of ${files}, and on which pages ${layout} shows comments; they were not moved yet.`,
    remedy: helpTheBuild,
  },
  "no-sections/no-template": {
    severity: "warning",
    message: ({ widget }: Texts<"widget">) =>
      `No template of the site contains the ${widget} widget.`,
    remedy: checkSettings,
  },
  "no-sections/layouts": {
    severity: "warning",
    message: ({ widget }: Texts<"widget">) =>
      `No page shows a comment section, although layouts of the site contain the ${widget} widget.`,
    remedy: checkSettings,
  },
  "no-sections/shortcode": {
    severity: "warning",
    message: ({ shortcode }: Texts<"shortcode">) =>
      `No page shows a comment section; looked for the shortcode ${shortcode}.`,
    remedy: checkSettings,
  },
  "no-sections/shortcodes": {
    severity: "warning",
    message: ({ shortcodes }: Texts<"shortcodes">) =>
      `No page shows a comment section; looked for the shortcodes ${shortcodes}.`,
    remedy: checkSettings,
  },
  "unreadable-section": {
    severity: "error",
    message: ({ page, reason }: Texts<"page" | "reason">) =>
      `A comment section of ${page} can't be read from the built page, because ${reason}; its comments were not moved.`,
    remedy: "Have the build write the section's id into the page, and run the migration again.",
  },
  "shortcode-not-shown": {
    severity: "notice",
    message: ({ file, shortcode }: Texts<"file" | "shortcode">) =>
      `Readers of ${file} see no comment section where the shortcode ${shortcode} is called: it is in an HTML comment or in code, the site drops HTML in Markdown, or its template shows none here.`,
    remedy: "If comments belong here, move the shortcode to where its output is shown.",
  },
  "duplicate-address": {
    severity: "error",
    message: ({ files, page }: Texts<"files" | "page">) =>
      `${files} have the same address ${page}; their comments were not moved.`,
    remedy: "Give each page an address of its own (url or slug in its front matter).",
  },
  "alias-conflict": {
    severity: "warning",
    message: ({ alias, file, claims, page }: Texts<"alias" | "file" | "claims" | "page">) =>
      `The alias ${alias} of ${file} is also ${claims}. Comments were moved to ${page}, the page's own address.`,
    remedy: "Remove the alias from the front matter of the page that it no longer belongs to.",
  },
  "duplicate-section/undecided": {
    severity: "error",
    message: (p: { section: string; pages: number; places: string }) =>
      `The comment section ${p.section} is on ${plural(p.pages, "page")} (${p.places}); its comments were not moved.`,
    remedy:
      "Choose a page with duplicate-sections (oldest, newest or default-language), or give each page a comment section of its own.",
  },
  "duplicate-section/decided": {
    severity: "warning",
    message: (p: { section: string; pages: number; places: string; owner: string }) =>
      `The comment section ${p.section} is on ${plural(p.pages, "page")} (${p.places}); its comments are moved to ${p.owner} only.`,
    remedy:
      "If another page should get them, change duplicate-sections, or remove the shortcode from this page.",
  },
  "translated-section": {
    severity: "notice",
    message: (p: { sections: number; pages: number; named: string }) =>
      `${plural(p.sections, "comment section is", "comment sections are")} shared by translations of the same page, ${plural(p.pages, "page")} in all; the comments are moved to the page in the default language: ${p.named}.`,
    remedy:
      "You don't have to do anything. To separate them, give each translation a comment section of its own.",
  },
  "draft-pages": {
    severity: "notice",
    message: ({ files }: Texts<"files">) =>
      `These pages were skipped because they are drafts: ${files}.`,
    remedy: "Run the migration again when they are published.",
  },
  "future-pages": {
    severity: "notice",
    message: ({ files }: Texts<"files">) =>
      `These pages were skipped because their publish date is in the future: ${files}.`,
    remedy: "Run the migration again when they are published.",
  },
  "expired-pages": {
    severity: "notice",
    message: ({ files }: Texts<"files">) =>
      `These pages were skipped because they have expired: ${files}.`,
    remedy: "If they are published again, run the migration again.",
  },
  "unrendered-pages": {
    severity: "warning",
    message: ({ files }: Texts<"files">) =>
      `These files were skipped because Hugo renders no page for them (they are headless, part of a bundle, or excluded by a mount or by build options): ${files}.`,
    remedy: "If readers do see their comments, move the shortcode to a page that is rendered.",
  },
});
