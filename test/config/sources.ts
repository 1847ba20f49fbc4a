import { completeConfig } from "../../src/config/complete-config.ts";
import { ConfigError } from "../../src/config/config-error.ts";
import type { ConfigSources } from "../../src/config/config-sources.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import type { Page, Thread } from "../../src/domain/page.ts";

/** The least that a migration needs to be told. */
export const enough = {
  "site-name": "blog",
  "database-name": "comments",
  "d1-mode": "local",
} as const;

const file = "content/a.md";
const silentPage: Page = {
  pageId: "/a/",
  title: "A",
  file,
  threads: [{ threadId: "a", location: { file, line: 1 } }],
};

/** What a test says of the world: sources, and the comment sections of the site. */
export type Said = Partial<ConfigSources> & {
  readonly yaml?: string;
  readonly threads?: readonly Thread[];
  /** One that says nothing when left out. */
  readonly pages?: readonly Page[];
};

/** The configuration that these sources give, in the folder `/repo`. */
export function load({ yaml, threads = [], pages = [silentPage], ...rest }: Said) {
  const loaded = loadConfig({
    inputs: {},
    env: {},
    inputsAre: "input",
    cwd: "/repo",
    ...(yaml === undefined ? {} : { file: { name: "config.yml", yaml } }),
    ...rest,
  });
  return completeConfig(loaded, { threads, pages });
}

/** What is wrong with these sources: `where: message` for each fault. */
export function problems(said: Said): readonly string[] {
  try {
    load(said);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((p) => `${p.where}: ${p.message}`);
    throw error;
  }
  return [];
}
