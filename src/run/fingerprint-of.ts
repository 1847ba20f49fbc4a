import type { Fingerprint } from "../checkpoint/fingerprint.ts";
import type { Config } from "../config/config.ts";

/** The migration that a configuration describes: a checkpoint of another one must not be used. */
export function fingerprintOf({ source, cloudflare, target }: Config): Fingerprint {
  return {
    source: `${source.kind}:${source.serverName}`,
    site: source.siteNames.join(", "),
    database: `${cloudflare.mode} ${cloudflare.databaseName}`,
    schema:
      target.contentFormat === "text" ? target.schema : `${target.schema} ${target.contentFormat}`,
  };
}
