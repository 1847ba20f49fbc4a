import { cloudflareApi } from "../cloudflare/api/api-address.ts";
import { cloudflareMessages } from "../cloudflare/messages.ts";
import { createApiTransport, databasesUrlOf } from "./api/api-transport.ts";
import { createLocalTransport, type LocalOptions } from "./local/local-transport.ts";
import type { D1Transport } from "./transport/transport.ts";
import { createWranglerTransport, type WranglerOptions } from "./wrangler/wrangler-transport.ts";

/** Which database is meant, and how it is reached. */
export interface TransportOptions extends WranglerOptions, LocalOptions {
  /** `local`: wrangler's local copy. */
  readonly mode: "local" | "remote";
  /** How a remote database is reached; `auto` is Cloudflare's API. */
  readonly transport: "auto" | "api" | "wrangler";
}

/**
 * The connection to the database that the options describe.
 * @throws MigrationError `api-without-account`
 */
export function chooseTransport(options: TransportOptions): D1Transport {
  const { transport, mode, apiToken, accountId, apiBase = cloudflareApi } = options;
  if (mode === "local") return createLocalTransport(options);
  if (transport === "wrangler") return createWranglerTransport(options);
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
