import { plural } from "../domain/plural.ts";
import { CheckCatalogue } from "./check-catalogue.ts";

const has = (count: number) => (count === 1 ? "has" : "have");

type Texts<Names extends string> = Readonly<Record<Names, string>>;
type Numbers<Names extends string> = Readonly<Record<Names, number>>;

/** What is reported in the words of an error or a finding. */
const words = {
  found: ({ message }: Texts<"message">) => message,
  remedy: ({ remedy }: Texts<"remedy">) => remedy,
} as const;

const checkOut =
  "Run git submodule update --init --recursive; in a workflow, set submodules: true in the checkout step.";
const letHugoBuild = "Let Hugo build the site: see docs/pages.md.";
const checkSiteName =
  "Check the site's name there: it is part of each conversation's name. If no reader has commented yet, there is nothing to move.";
const createToken =
  "Create a token with the permission D1: Edit for this account (dash.cloudflare.com/profile/api-tokens), and set cloudflare-api-token to it.";
const resumesAnyway =
  "Give the job the permission actions: read; otherwise a run resumes from the cache, or from what the database knows.";

/** Texts of all checks: what doctor reports, and the log of a dry run. */
export const checks = new CheckCatalogue({
  "node-ok": {
    name: "Node.js",
    state: "ok",
    found: ({ version }: Texts<"version">) => `version ${version}`,
  },
  "node-too-old": { name: "Node.js", state: "problem", ...words },
  "submodules-ok": {
    name: "Submodules",
    state: "ok",
    found: ({ submodules }: Numbers<"submodules">) =>
      `${plural(submodules, "submodule")} checked out`,
  },
  "submodules-missing": {
    name: "Submodules",
    state: "warning",
    found: ({ paths }: Texts<"paths">) => `not checked out: ${paths}`,
    remedy: checkOut,
  },
  "settings-ok": {
    name: "Settings",
    state: "ok",
    found: "complete, unless the site's pages have to say more",
  },
  "setting-wrong": {
    name: "Settings",
    state: "problem",
    found: ({ where, problem }: Texts<"where" | "problem">) => `${where}: ${problem}`,
  },
  "setting-of-pages": {
    name: "Settings",
    state: "unknown",
    found: ({ where }: Texts<"where">) =>
      `${where}: is not set, and only needed where the site's pages don't say it`,
    remedy: "Nothing to do yet: fix the problems above, then doctor reads the pages.",
  },
  "folders-ok": { name: "Folders", state: "ok", found: "checkpoint and report can be written" },
  "folder-not-writable": { name: "Folders", state: "problem", ...words },
  "theme-ok": {
    name: "Theme",
    state: "ok",
    found: ({ names }: Texts<"names">) => `checked out: ${names}`,
  },
  "theme-none": { name: "Theme", state: "ok", found: "the site's configuration names none" },
  "theme-missing": {
    name: "Theme",
    state: "problem",
    found: ({ paths }: Texts<"paths">) => `not checked out: ${paths} is missing or empty`,
    remedy: checkOut,
  },
  "theme-needs-go": {
    name: "Theme",
    state: "problem",
    found: ({ modules }: Texts<"modules">) =>
      `Hugo fetches ${modules} as a module by Go, which is not on the PATH`,
    remedy: "Install Go, or commit the modules: hugo mod vendor.",
  },
  "theme-of-module": {
    name: "Theme",
    state: "ok",
    found: ({ modules }: Texts<"modules">) => `Hugo fetches ${modules} by Go`,
  },
  "site-not-read": { name: "Site", state: "problem", ...words },
  "hugo-ok": {
    name: "Hugo",
    state: "ok",
    found: ({ version }: Texts<"version">) => `version ${version}`,
  },
  "hugo-missing": {
    name: "Hugo",
    state: "warning",
    found: "there is none",
    remedy: "Install Hugo, or set hugo-version to auto.",
  },
  "site-built": { name: "Site", state: "ok", found: "Hugo builds it" },
  "site-built-earlier": {
    name: "Site",
    state: "warning",
    found: "an earlier build was read, which may be older than the content",
    remedy: letHugoBuild,
  },
  "site-not-built": {
    name: "Site",
    state: "warning",
    found: "only its content files were read",
    remedy: letHugoBuild,
  },
  "pages-ok": {
    name: "Pages",
    state: "ok",
    found: ({ pages }: Numbers<"pages">) => `${plural(pages, "page")} with comment sections`,
  },
  "pages-of-site": {
    name: "Pages",
    state: "ok",
    found: ({ pages }: Numbers<"pages">) => `${plural(pages, "page")} that comments may belong to`,
  },
  "pages-none": { name: "Pages", state: "problem", ...words },
  "pages-with-warning": { name: "Pages", state: "warning", ...words },
  "pages-with-error": { name: "Pages", state: "problem", ...words },
  "source-as-guest": {
    name: "Source",
    state: "ok",
    found: ({ place }: Texts<"place">) => `${place} answers, and can be read as a guest`,
  },
  "source-as-account": {
    name: "Source",
    state: "ok",
    found: ({ place, account }: Texts<"place" | "account">) =>
      `${place} answers, and can be read with ${account}`,
  },
  "source-read": {
    name: "Source",
    state: "ok",
    found: ({ place }: Texts<"place">) => `${place} can be read`,
  },
  "source-not-asked": {
    name: "Source",
    state: "unknown",
    found: ({ place }: Texts<"place">) => `${place} was not asked, because no page is known`,
  },
  "source-failed": { name: "Source", state: "problem", ...words },
  "sections-with-rooms": {
    name: "Conversations",
    state: "warning",
    found: ({ rooms, sections, first }: Numbers<"rooms" | "sections"> & Texts<"first">) =>
      `${rooms.toLocaleString("en-US")} of ${plural(sections, "comment section")} looked up ${has(rooms)} a room; the first without one is ${first}`,
    remedy:
      "Open that page: if it shows comments, check the section's id; otherwise it has none to move.",
  },
  "sections-all-with-rooms": {
    name: "Conversations",
    state: "ok",
    found: ({ sections }: Numbers<"sections">) =>
      `${plural(sections, "comment section")} looked up, each with its room`,
  },
  "sections-without-rooms": {
    name: "Conversations",
    state: "problem",
    found: ({ sections, first }: Numbers<"sections"> & Texts<"first">) =>
      `none of ${plural(sections, "comment section")} has a room, such as ${first}`,
    remedy: checkSiteName,
  },
  "first-sections-without-rooms": {
    name: "Conversations",
    state: "warning",
    found: ({ sections, first }: Numbers<"sections"> & Texts<"first">) =>
      `none of the first ${plural(sections, "comment section")} has a room, such as ${first}`,
    remedy: checkSiteName,
  },
  "conversations-placed": {
    name: "Conversations",
    state: "ok",
    found: ({ threads, pages }: Numbers<"threads" | "pages">) =>
      `${plural(threads, "conversation")} with comments, of ${plural(pages, "page")}`,
  },
  "conversations-without-page": {
    name: "Conversations",
    state: "warning",
    found: ({ without, threads }: Numbers<"without" | "threads">) =>
      `${without.toLocaleString("en-US")} of ${plural(threads, "conversation")} with comments ${has(without)} no page on this site`,
    remedy:
      "A dry run writes proposals for a table of addresses: see docs/sources.md for how conversations find their pages.",
  },
  "conversations-not-placed": {
    name: "Conversations",
    state: "problem",
    found: ({ threads }: Numbers<"threads">) =>
      `none of ${plural(threads, "conversation")} with comments has a page on this site`,
    remedy:
      "If the site had another address, name it in former-hosts; see docs/sources.md for how conversations find their pages.",
  },
  "conversations-none": {
    name: "Conversations",
    state: "problem",
    found: ({ place }: Texts<"place">) => `there are no comments in ${place}`,
    remedy:
      "Check that it is the right export or repository, and that the settings choose the right part of it.",
  },
  "token-active": {
    name: "API token",
    state: "ok",
    found:
      "Cloudflare knows it and it is active; whether it may also write (D1: Edit) shows when a migration begins to write",
  },
  "token-expires": {
    name: "API token",
    state: "ok",
    found: ({ date }: Texts<"date">) =>
      `Cloudflare knows it and it is active until ${date}; whether it may also write (D1: Edit) shows when a migration begins to write`,
  },
  "token-inactive": {
    name: "API token",
    state: "problem",
    found: ({ status }: Texts<"status">) => `Cloudflare reports that it is ${status}`,
    remedy: createToken,
  },
  "token-refused": {
    name: "API token",
    state: "problem",
    found: ({ reason }: Texts<"reason">) => `Cloudflare does not accept it: ${reason}`,
    remedy: createToken,
  },
  "token-not-checked": {
    name: "API token",
    state: "unknown",
    found: ({ reason }: Texts<"reason">) => `Cloudflare could not be asked about it: ${reason}`,
    remedy: "See the line about the database below.",
  },
  "token-not-needed": { name: "API token", state: "skipped", found: "a local database needs none" },
  "token-of-wrangler": {
    name: "API token",
    state: "skipped",
    found: "none is set; wrangler uses its own login",
  },
  "database-ok": {
    name: "Database",
    state: "ok",
    found: ({ database }: Texts<"database">) => `${database} is there and can be read`,
  },
  "database-failed": { name: "Database", state: "problem", ...words },
  "tables-ok": {
    name: "Tables",
    state: "ok",
    found: ({ system }: Texts<"system">) =>
      `they fit ${system}; missing ones are created by a migration`,
  },
  "tables-misfit": { name: "Tables", state: "problem", ...words },
  "tables-hazard": { name: "Tables", state: "warning", ...words },
  "actions-elsewhere": {
    name: "Cache and artifacts",
    state: "skipped",
    found: "only a workflow has them; here the checkpoint is a file",
  },
  "actions-of-the-action": {
    name: "Cache and artifacts",
    state: "skipped",
    found: "only a step that uses the action can reach them; its dry run checks them",
  },
  "cache-ok": { name: "Cache", state: "ok", found: "the Actions cache is available" },
  "cache-missing": {
    name: "Cache",
    state: "warning",
    found: "the Actions cache is not available here",
    remedy: "Nothing to do: a run resumes from artifacts, or from what the database knows.",
  },
  "uploads-ok": { name: "Uploads", state: "ok", found: "artifacts can be uploaded" },
  "uploads-missing": {
    name: "Uploads",
    state: "warning",
    found: "artifacts can't be uploaded, because the runner offers no service for them",
    remedy: "Keep the report with a step of your own: see docs/settings.md for report-dir.",
  },
  "artifacts-ok": {
    name: "Artifacts",
    state: "ok",
    found: "those of earlier runs can be listed",
  },
  "artifacts-without-token": {
    name: "Artifacts",
    state: "warning",
    found: "those of earlier runs can't be listed, because there is no github-token",
    remedy: resumesAnyway,
  },
  "artifacts-refused": {
    name: "Artifacts",
    state: "warning",
    found: ({ reason }: Texts<"reason">) => `those of earlier runs can't be listed: ${reason}`,
    remedy: resumesAnyway,
  },
});
