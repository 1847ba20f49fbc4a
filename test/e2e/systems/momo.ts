import { readFileSync } from "node:fs";
import { join } from "node:path";
import { partPath } from "../../parts/tiers/tiers.ts";
import { type CommentSystem, systemDatabase } from "../comment-systems.ts";

/** Momo's own Worker and schema. */
export function momoSystem(): CommentSystem {
  const folder = join(partPath("momo"), "worker");
  return {
    worker: {
      main: join(folder, "src", "index.ts"),
      compatibility_flags: ["nodejs_compat"],
      d1_databases: [
        { binding: "MOMO_DB", database_name: systemDatabase, database_id: systemDatabase },
      ],
      kv_namespaces: [{ binding: "MOMO_AUTH_KV", id: "auth" }],
    },
    setUp: [readFileSync(join(folder, "schemas", "comment.sql"), "utf8")],
    apiPath: "/api",
  };
}
