/** A setting that there was before, and what says the same now. */
interface FormerSetting {
  /** Names of its environment variables. */
  readonly env: readonly string[];
  /** Section and key in the config file. */
  readonly file: readonly [section: string, key: string];
  /** The end of a sentence. */
  readonly instead: string;
}

/** What is refused by name: whoever gives one means something that would silently not happen. */
export const formerSettings: Readonly<Record<string, FormerSetting>> = {
  "dry-run": {
    env: ["MIGRATION_DRY_RUN"],
    file: ["migration", "dry_run"],
    instead: "set mode: dry-run, or mode: rollback-dry-run",
  },
  reset: {
    env: ["MIGRATION_RESET"],
    file: ["migration", "reset"],
    instead: "set resume: restart",
  },
  "d1-transport": {
    env: ["D1_TRANSPORT"],
    file: ["cloudflare", "d1_transport"],
    instead: "set d1-mode: remote for Cloudflare's API, or d1-mode: wrangler",
  },
  "wrangler-path": {
    env: [],
    file: ["cloudflare", "wrangler_path"],
    instead: "set wrangler-dir to the folder whose node_modules has wrangler",
  },
  "wrangler-cwd": {
    env: [],
    file: ["cloudflare", "wrangler_cwd"],
    instead: "set wrangler-dir",
  },
  "replace-branch": {
    env: ["COMMENTS_REPLACE_BRANCH"],
    file: ["replace", "branch"],
    instead: "set pull-request-branch",
  },
  "content-dir": {
    env: [],
    file: ["hugo", "content_dir"],
    instead: "Hugo says where the content is, by contentDir in the site's configuration",
  },
};

/** Names of all of them, as inputs and flags had them. */
export const formerNames = Object.keys(formerSettings);
