import type { Config } from "../config/config.ts";
import type { SiteScan } from "../domain/page.ts";
import type { CommentSource } from "../domain/ports.ts";
import { childEnvironment } from "../process/child-environment.ts";
import type { OnRetry } from "../resilience/retry.ts";
import { identityOf } from "../sources/source-kinds.ts";
import { openSystem } from "./open-system.ts";

/** The part of a job that says what is written to the database, and as whose. */
interface MigratedSite {
  readonly config: Config;
  readonly source: Pick<CommentSource, "names">;
  readonly scan: Pick<SiteScan, "origin">;
}

/** What reaching a database needs from the host. */
interface Reaching {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Names the run in the ledger. */
  readonly runId: string;
  /** Told of each repetition of a request. */
  readonly onRetry: OnRetry;
}

/** How the target of a job is reached and named, whatever is done with it. */
export function targetOptionsOf(
  { config, source, scan }: MigratedSite,
  { env, runId, onRetry }: Reaching,
) {
  const { cloudflare, target, migration, secrets, source: from } = config;
  return {
    ...cloudflare,
    maxRetries: migration.maxRetries,
    onRetry,
    schema: openSystem(target, scan).schema,
    runId,
    owner: { sources: source.names, formerName: identityOf(from).formerName },
    contentFormat: target.contentFormat,
    env: childEnvironment(env, secrets),
  };
}
