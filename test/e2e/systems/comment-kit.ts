import { readFileSync } from "node:fs";
import { join } from "node:path";
import { partPath } from "../../parts/tiers/tiers.ts";
import { type CommentSystem, systemDatabase } from "../comment-systems.ts";

/** comment-kit's own Worker and schema, without moderation. */
export function commentKitSystem(): CommentSystem {
  const folder = partPath("comment-kit");
  return {
    worker: {
      main: join(folder, "src", "index.ts"),
      d1_databases: [{ binding: "DB", database_name: systemDatabase, database_id: systemDatabase }],
      vars: {
        APP_URL: "https://comments.example.org",
        ALLOWED_ORIGINS: "https://blog.example.org",
        APP_LANGUAGE: "en",
        SESSION_LIFETIME: "2592000",
      },
    },
    setUp: [
      readFileSync(join(folder, "migrations", "schema.sql"), "utf8"),
      "UPDATE settings SET value = 'false' WHERE key = 'require_moderation'",
    ],
    apiPath: "/api",
  };
}
