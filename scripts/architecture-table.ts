/** A folder directly below src, or a file there. */
export type PartName =
  | "action"
  | "cli"
  | "index.ts"
  | "migrate-site.ts"
  | "run"
  | "migration"
  | "authors"
  | "archive"
  | "matching"
  | "media"
  | "replace"
  | "report"
  | "setup"
  | "hugo"
  | "sources"
  | "targets"
  | "d1"
  | "r2"
  | "checkpoint"
  | "config"
  | "shortcode"
  | "shard"
  | "part"
  | "cloudflare"
  | "domain"
  | "http"
  | "files"
  | "process"
  | "resilience";

/** What a part is for, and which others it may know. */
export interface Part {
  readonly holds: string;
  /** Of the ground floor, whose parts the diagram shows as one. */
  readonly isGround?: true;
  readonly mayImport: readonly PartName[];
}

/** The parts of src, from the hosts down to the ground floor: each imports only later ones. */
export const architecture: Readonly<Record<PartName, Part>> = {
  action: {
    holds: "inputs, log, summary, cache, artifacts",
    mayImport: [
      "run",
      "migration",
      "report",
      "checkpoint",
      "files",
      "config",
      "shard",
      "process",
      "domain",
      "resilience",
    ],
  },
  cli: {
    holds: "flags, terminal",
    mayImport: ["run", "migration", "report", "config", "shard", "process", "domain"],
  },
  "index.ts": {
    holds: "the library's entry",
    mayImport: ["migrate-site.ts", "process", "domain"],
  },
  "migrate-site.ts": {
    holds: "the library",
    mayImport: ["run", "migration", "report", "config", "domain"],
  },
  run: {
    holds: "the one story: configuration → parts → migration → report",
    mayImport: [
      "migration",
      "authors",
      "archive",
      "matching",
      "media",
      "replace",
      "setup",
      "report",
      "hugo",
      "sources",
      "targets",
      "d1",
      "r2",
      "checkpoint",
      "config",
      "shortcode",
      "shard",
      "part",
      "domain",
      "files",
      "process",
      "resilience",
    ],
  },
  migration: {
    holds: "migrate, verify, roll back; knows sources and targets by their interfaces",
    mayImport: ["report", "domain"],
  },
  authors: {
    holds: "what the site's owner says of who wrote",
    mayImport: ["config", "domain", "files"],
  },
  archive: { holds: "comments as files of the site", mayImport: ["domain", "files"] },
  matching: {
    holds: "conversations that are known by an address → pages of the site",
    mayImport: ["domain"],
  },
  media: {
    holds: "pictures and files of comments → where readers get them",
    mayImport: ["domain", "files"],
  },
  replace: { holds: "old shortcodes → new ones", mayImport: ["shortcode", "domain", "files"] },
  setup: { holds: "files that a site needs for a migration", mayImport: ["domain", "files"] },
  report: { holds: "one model → JSON, HTML, Markdown, text", mayImport: ["shard", "domain"] },
  hugo: {
    holds: "repository → pages",
    mayImport: ["shortcode", "domain", "http", "files", "process", "resilience"],
  },
  sources: {
    holds: "where comments are now, a folder each",
    mayImport: ["config", "domain", "http", "files", "resilience"],
  },
  config: {
    holds: "settings and where they come from",
    mayImport: ["targets", "shortcode", "shard", "part", "domain", "files"],
  },
  targets: {
    holds: "comment systems on D1, a folder each, with their public API",
    mayImport: ["d1", "domain", "http", "resilience"],
  },
  d1: {
    holds: "rows → D1: transports, ledger, importer, undo",
    mayImport: ["cloudflare", "domain", "http", "process", "resilience"],
  },
  r2: {
    holds: "pictures and files of comments → R2: API, wrangler, local bucket",
    mayImport: ["cloudflare", "domain", "http", "process", "resilience"],
  },

  checkpoint: { holds: "the migration's memory", mayImport: ["domain", "files"] },
  shortcode: { holds: "reads and writes shortcodes", isGround: true, mayImport: [] },
  shard: { holds: "divides the pages among jobs", isGround: true, mayImport: [] },
  part: { holds: "which pages of the site are asked for", isGround: true, mayImport: [] },
  cloudflare: {
    holds: "Cloudflare's API, wrangler and workerd, whatever is asked of them",
    isGround: true,
    mayImport: ["domain", "http", "process"],
  },
  process: { holds: "starts programs", isGround: true, mayImport: ["domain"] },
  files: {
    holds: "where files lie, and writes them whole",
    isGround: true,
    mayImport: ["domain"],
  },
  domain: { holds: "the types that all share", isGround: true, mayImport: [] },
  http: { holds: "requests within limits", isGround: true, mayImport: [] },
  resilience: { holds: "repeats and slows down", isGround: true, mayImport: [] },
};
