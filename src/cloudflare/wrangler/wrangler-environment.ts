import { delimiter, dirname } from "node:path";
import type { Environment } from "../../process/child-environment.ts";

/** The environment of wrangler: without what a runner hands to this action alone. */
export function wranglerEnvironment(env: Environment): Environment {
  const own = Object.entries(env).filter(
    ([name]) => !/^(?:INPUT_|ACTIONS_|FORCE_COLOR$|NODE_OPTIONS$|PATH$)/i.test(name),
  );
  return {
    ...Object.fromEntries(own),
    // npx runs wrangler on the first Node.js of the PATH, and a runner's may be too old for it.
    PATH: [dirname(process.execPath), ...foldersOfPath(env)].join(delimiter),
    CI: "true",
    NO_COLOR: "1",
    WRANGLER_LOG: "log",
    WRANGLER_SEND_METRICS: "false",
    // Miniflare would fetch an example of `Request.cf`, which a database has no use for.
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
  };
}

/** The PATH, which Windows calls Path; empty where there is none. */
export function searchPath(env: Environment): string {
  return foldersOfPath(env).join(delimiter);
}

function foldersOfPath(env: Environment): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    name.toUpperCase() === "PATH" && value ? [value] : [],
  );
}
