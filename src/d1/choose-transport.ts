import { MigrationError } from "../domain/migration-error.ts";
import { cloudflareApi, createApiTransport, databasesUrlOf } from "./api/api-transport.ts";
import { createLocalTransport, type LocalOptions } from "./local/local-transport.ts";
import type { D1Transport } from "./transport/transport.ts";
import { createWranglerTransport, type WranglerOptions } from "./wrangler/wrangler-transport.ts";

/** Which database is meant, and the way to it. */
export interface TransportOptions extends WranglerOptions, LocalOptions {
  /** `local`: wrangler's local copy. */
  readonly mode: "local" | "remote";
  /** How a remote database is reached; `auto` is Cloudflare's API. */
  readonly transport: "auto" | "api" | "wrangler";
}

/**
 * The way to the database that the options describe.
 * @throws MigrationError `api-without-account`
 */
export function chooseTransport(options: TransportOptions): D1Transport {
  const { transport, mode, apiToken, accountId, apiBase = cloudflareApi } = options;
  if (mode === "local") return createLocalTransport(options);
  if (transport === "wrangler") return createWranglerTransport(options);
  if (apiToken === undefined || accountId === undefined) throw apiWithoutAccount();
  const { databaseName, databaseId } = options;
  return createApiTransport({
    databasesUrl: databasesUrlOf(apiBase, accountId),
    apiToken,
    databaseName,
    databaseId,
  });
}

function apiWithoutAccount(): MigrationError {
  return new MigrationError(
    "api-without-account",
    "Cloudflare's API can't be used without a token and the id of an account.",
    { remedy: "Set cloudflare-api-token and cloudflare-account-id." },
  );
}
