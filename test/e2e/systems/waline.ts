import { readFileSync } from "node:fs";
import { join } from "node:path";
import { partPath } from "../../parts/tiers/tiers.ts";
import { type CommentSystem, systemDatabase } from "../comment-systems.ts";

/** Waline's own Worker and schema. */
export function walineSystem(): CommentSystem {
  const checkout = partPath("waline");
  const database = { database_name: systemDatabase, database_id: systemDatabase };
  return {
    worker: {
      main: join(checkout, "src", "index.ts"),
      d1_databases: [{ binding: "DB", ...database }],
      vars: { JWT_SECRET: "secret" },
    },
    setUp: [readFileSync(join(checkout, "schema.sql"), "utf8")],
    apiPath: "/api",
  };
}
