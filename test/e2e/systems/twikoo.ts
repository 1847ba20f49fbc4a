import { readFileSync } from "node:fs";
import { join } from "node:path";
import { partPath } from "../../parts/tiers/tiers.ts";
import { type CommentSystem, systemDatabase } from "../comment-systems.ts";

const database = { database_name: systemDatabase, database_id: systemDatabase };

/** Twikoo's own Worker and schema. */
export function twikooSystem(): CommentSystem {
  const checkout = partPath("twikoo");
  return {
    worker: {
      main: join(checkout, "src", "index.js"),
      compatibility_flags: ["nodejs_compat"],
      d1_databases: [{ binding: "DB", ...database }],
    },
    setUp: [readFileSync(join(checkout, "schema.sql"), "utf8")],
    apiPath: "",
  };
}

/** The Worker of twikoo-api-worker, and the schema that it makes for its tests. */
export function twikooApiWorkerSystem(): CommentSystem {
  const checkout = partPath("twikoo-api-worker");
  return {
    worker: {
      main: join(checkout, "src", "worker.ts"),
      compatibility_flags: ["nodejs_compat"],
      d1_databases: [{ binding: "DB", ...database }],
    },
    setUp: [readFileSync(join(checkout, "tests", "fixtures", "schema.sql"), "utf8")],
    apiPath: "",
  };
}
