import { cloudflareApi, createApiTransport, databasesUrlOf } from "./api/api-transport.ts";
import type { D1Transport } from "./transport/transport.ts";
import { createWranglerTransport, type WranglerOptions } from "./wrangler-transport.ts";

/** Which database is meant, and the way to it. */
export interface TransportOptions extends WranglerOptions {
  /** `auto`: Cloudflare's API for a remote database, wrangler for a local one. */
  readonly transport: "auto" | "api" | "wrangler";
}

/** The way to the database that the options describe. */
export function chooseTransport(options: TransportOptions): D1Transport {
  const { transport, mode, apiToken, accountId, apiBase = cloudflareApi } = options;
  const byApi = transport === "api" || (transport === "auto" && mode === "remote");
  if (!byApi || apiToken === undefined || accountId === undefined) {
    return createWranglerTransport(options);
  }
  const { databaseName, databaseId } = options;
  return createApiTransport({
    databasesUrl: databasesUrlOf(apiBase, accountId),
    apiToken,
    databaseName,
    databaseId,
  });
}
