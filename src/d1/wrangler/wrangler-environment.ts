import { delimiter, dirname } from "node:path";

/** Variables by name. */
type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of wrangler: without what a runner hands to this action alone. */
export function wranglerEnvironment(env: Environment): Environment {
  const own = Object.entries(env).filter(
    ([name]) => !/^(?:INPUT_|ACTIONS_|FORCE_COLOR$|NODE_OPTIONS$|PATH$)/i.test(name),
  );
  return {
    ...Object.fromEntries(own),
    // npx runs wrangler on the first Node.js of the PATH, and a runner's may be too old for it.
    PATH: [dirname(process.execPath), searchPath(env)].join(delimiter),
    CI: "true",
    NO_COLOR: "1",
    WRANGLER_LOG: "log",
    WRANGLER_SEND_METRICS: "false",
    // Miniflare would fetch an example of `Request.cf`, which a database has no use for.
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
  };
}

/** The folders of the PATH, which Windows calls Path. */
export function searchPath(env: Environment): string {
  return Object.entries(env)
    .flatMap(([name, value]) => (name.toUpperCase() === "PATH" && value ? [value] : []))
    .join(delimiter);
}
