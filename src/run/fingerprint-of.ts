import type { Fingerprint } from "../checkpoint/fingerprint.ts";
import { type Config, placeOfDatabase } from "../config/config.ts";
import { identityOf } from "../sources/source-kinds.ts";

/** The migration that a configuration describes: a checkpoint of another one must not be used. */
export function fingerprintOf({ source, cloudflare, target }: Config): Fingerprint {
  const { server, site } = identityOf(source);
  return {
    source: server === "" ? source.kind : `${source.kind}:${server}`,
    site,
    database: `${placeOfDatabase(cloudflare)} ${cloudflare.databaseName}`,
    schema:
      target.contentFormat === "text" ? target.schema : `${target.schema} ${target.contentFormat}`,
  };
}
