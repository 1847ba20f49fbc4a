/** A folder directly below src, or a file there. */
export type PartName =
  | "action"
  | "cli"
  | "index.ts"
  | "migrate-site.ts"
  | "job"
  | "migration"
  | "archive"
  | "switch"
  | "report"
  | "hugo"
  | "matrix"
  | "d1"
  | "public-api"
  | "checkpoint"
  | "config"
  | "shortcode"
  | "shard"
  | "comment"
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
      "job",
      "migration",
      "report",
      "checkpoint",
      "config",
      "shard",
      "comment",
      "resilience",
    ],
  },
  cli: {
    holds: "flags, terminal",
    mayImport: ["job", "migration", "report", "config", "shard", "process", "comment"],
  },
  "index.ts": {
    holds: "the library's entry",
    mayImport: ["migrate-site.ts", "process", "comment"],
  },
  "migrate-site.ts": {
    holds: "the library",
    mayImport: ["job", "migration", "report", "config", "comment"],
  },
  job: {
    holds: "builds the parts from the configuration",
    mayImport: [
      "migration",
      "archive",
      "switch",
      "report",
      "hugo",
      "matrix",
      "d1",
      "public-api",
      "checkpoint",
      "config",
      "shortcode",
      "shard",
      "comment",
      "files",
      "process",
    ],
  },
  migration: {
    holds: "migrate, verify, roll back; knows sources and targets by their interfaces",
    mayImport: ["report", "comment"],
  },
  archive: { holds: "comments as files of the site", mayImport: ["comment"] },
  switch: { holds: "old shortcodes → new ones", mayImport: ["shortcode", "comment"] },
  report: { holds: "one model → JSON, HTML, Markdown, text", mayImport: ["shard", "comment"] },
  hugo: {
    holds: "repository → pages",
    mayImport: ["shortcode", "comment", "http", "files", "process", "resilience"],
  },
  matrix: { holds: "homeserver → comments", mayImport: ["comment", "http", "resilience"] },
  d1: {
    holds: "rows → D1, ledger, schemas",
    mayImport: ["comment", "http", "process", "resilience"],
  },
  "public-api": {
    holds: "comments as readers see them",
    mayImport: ["comment", "http", "resilience"],
  },
  checkpoint: { holds: "the migration's memory", mayImport: ["comment"] },
  config: {
    holds: "settings and where they come from",
    isGround: true,
    mayImport: ["shortcode", "shard", "comment", "files"],
  },
  shortcode: { holds: "reads and writes shortcodes", isGround: true, mayImport: [] },
  shard: { holds: "divides the pages among jobs", isGround: true, mayImport: [] },
  process: { holds: "starts programs", isGround: true, mayImport: ["comment"] },
  comment: { holds: "the types that all share", isGround: true, mayImport: [] },
  http: { holds: "requests within limits", isGround: true, mayImport: [] },
  files: { holds: "links that lead out", isGround: true, mayImport: [] },
  resilience: { holds: "repeats and slows down", isGround: true, mayImport: [] },
};
