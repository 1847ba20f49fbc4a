import { cloudflareApi } from "../cloudflare/api/api-address.ts";
import { cloudflareMessages } from "../cloudflare/messages.ts";
import { createApiTransport, databasesUrlOf } from "./api/api-transport.ts";
import { createLocalTransport, type LocalOptions } from "./local/local-transport.ts";
import type { D1Transport } from "./transport/transport.ts";
import { createWranglerTransport, type WranglerOptions } from "./wrangler/wrangler-transport.ts";

/** Which database is meant, and how it is reached. */
export interface TransportOptions extends WranglerOptions, LocalOptions {
  /** `remote`: at Cloudflare, through its API; `wrangler`: there, too; `local`: wrangler's local copy. */
  readonly mode: "remote" | "wrangler" | "local";
}

/**
 * The connection to the database that the options describe.
 * @throws MigrationError `api-without-account`
 */
export function chooseTransport(options: TransportOptions): D1Transport {
  const { mode, apiToken, accountId, apiBase = cloudflareApi } = options;
  if (mode === "local") return createLocalTransport(options);
  if (mode === "wrangler") return createWranglerTransport(options);
  if (apiToken === undefined || accountId === undefined) {
    throw cloudflareMessages.error("api-without-account", {});
  }
  const { databaseName, databaseId } = options;
  return createApiTransport({
    databasesUrl: databasesUrlOf(apiBase, accountId),
    apiToken,
    databaseName,
    databaseId,
  });
}
