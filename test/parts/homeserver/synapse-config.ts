import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { botName } from "./cactus-rooms.ts";

/** What a test can change about Synapse. */
export interface SynapseSettings {
  readonly serverName: string;
  readonly roomVersion: string;
  readonly guestAccess: boolean;
  /** Whether media is for accounts only, and not for readers' browsers. */
  readonly authenticatedMedia: boolean;
  /** Rate limits in Synapse's own terms, such as `{ rc_registration: { per_second, burst_count } }`. */
  readonly rateLimits: Readonly<Record<string, unknown>>;
  /** Path of an SQLite file, or `:memory:`. */
  readonly database: string;
  /** Whoever knows it can register as an administrator; nobody where it is left out. */
  readonly sharedSecret?: string;
}

/** Where Synapse and its application service find each other and their files. */
export interface SynapsePlaces {
  readonly folder: string;
  readonly port: number;
  readonly appServiceUrl: string;
  readonly appServiceToken: string;
  readonly homeserverToken: string;
}

const unlimited = { per_second: 1_000_000, burst_count: 1_000_000 };

const noRateLimits = {
  rc_message: unlimited,
  rc_registration: unlimited,
  rc_login: { address: unlimited, account: unlimited, failed_attempts: unlimited },
  rc_admin_redaction: unlimited,
  rc_joins: { local: unlimited, remote: unlimited },
  rc_joins_per_room: unlimited,
  rc_invites: { per_room: unlimited, per_user: unlimited, per_issuer: unlimited },
  rc_room_creation: unlimited,
};

/**
 * Synapse's configuration files by name, as JSON, which is YAML too: one process on a loopback
 * port, SQLite, no federation, guests and open registration, cheap password hashes.
 * Source: Synapse's configuration manual.
 */
export function synapseFiles(
  settings: SynapseSettings,
  places: SynapsePlaces,
): Readonly<Record<string, string>> {
  const inFolder = (name: string): string => join(places.folder, name);
  const files = {
    "homeserver.yaml": {
      server_name: settings.serverName,
      report_stats: false,
      pid_file: inFolder("synapse.pid"),
      listeners: [
        {
          port: places.port,
          bind_addresses: ["127.0.0.1"],
          type: "http",
          tls: false,
          resources: [{ names: ["client"] }],
        },
      ],
      database: { name: "sqlite3", args: { database: settings.database } },
      log_config: inFolder("log.yaml"),
      media_store_path: inFolder("media"),
      enable_authenticated_media: settings.authenticatedMedia,
      signing_key: `ed25519 a_test ${randomBytes(32).toString("base64").replace("=", "")}`,
      trusted_key_servers: [],
      macaroon_secret_key: randomSecret(),
      form_secret: randomSecret(),
      ...(settings.sharedSecret === undefined
        ? {}
        : { registration_shared_secret: settings.sharedSecret }),
      bcrypt_rounds: 4,
      enable_registration: true,
      enable_registration_without_verification: true,
      allow_guest_access: settings.guestAccess,
      default_room_version: settings.roomVersion,
      presence: { enabled: false },
      app_service_config_files: [inFolder("cactus.yaml")],
      ...noRateLimits,
      ...settings.rateLimits,
    },
    "cactus.yaml": {
      id: "Cactus Comments",
      url: places.appServiceUrl,
      as_token: places.appServiceToken,
      hs_token: places.homeserverToken,
      sender_localpart: botName,
      rate_limited: false,
      namespaces: {
        aliases: [{ exclusive: true, regex: "#comments_.*" }],
        // Lets the tests send in a user's name with a time of their own.
        users: [{ exclusive: false, regex: "@.*" }],
      },
    },
    "log.yaml": {
      version: 1,
      formatters: { line: { format: "%(asctime)s %(levelname)s %(name)s: %(message)s" } },
      handlers: {
        file: {
          class: "logging.FileHandler",
          formatter: "line",
          filename: inFolder("synapse.log"),
        },
      },
      root: { level: "WARNING", handlers: ["file"] },
    },
  };
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name, JSON.stringify(content, null, 2)]),
  );
}

/** A token or key that nobody can guess. */
export function randomSecret(): string {
  return randomBytes(24).toString("hex");
}
