import { ConfigError } from "../../src/config/config-error.ts";
import type { ConfigSources } from "../../src/config/config-sources.ts";
import { loadConfig } from "../../src/config/load-config.ts";

/** The least that a migration needs to be told. */
export const enough = {
  "site-name": "blog",
  "database-name": "comments",
  "d1-mode": "local",
} as const;

/** The configuration that these sources give, in the folder `/repo`. */
export function load(sources: Partial<ConfigSources> & { readonly yaml?: string }) {
  const { yaml, ...rest } = sources;
  return loadConfig({
    inputs: {},
    env: {},
    inputsAre: "input",
    cwd: "/repo",
    ...(yaml === undefined ? {} : { file: { name: "config.yml", yaml } }),
    ...rest,
  });
}

/** What is wrong with these sources: `where: message` for each fault. */
export function problems(sources: Parameters<typeof load>[0]): readonly string[] {
  try {
    load(sources);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((p) => `${p.where}: ${p.message}`);
    throw error;
  }
  return [];
}
