import { afterAll, beforeAll } from "vitest";
import type { TargetSchema } from "../../src/d1/schema/target-schema.ts";
import { statement } from "../../src/d1/sql/statement.ts";
import { type CommentSystem, systemDatabase } from "./comment-systems.ts";
import { openSystem } from "./systems/open-system.ts";

/** A comment system on workerd, and a target on its database, for the tests of a suite. */
export function opened(
  system: () => CommentSystem,
  schema: TargetSchema,
  settings: readonly string[] = [],
) {
  let apiPath = "";
  let open: Awaited<ReturnType<typeof openSystem>>;

  beforeAll(async () => {
    const made = system();
    ({ apiPath } = made);
    open = await openSystem({ ...made, setUp: [...made.setUp, ...settings] }, schema);
  });
  afterAll(() => open[Symbol.asyncDispose]());

  return {
    get target() {
      return open.target;
    },
    /** Where its Worker answers. */
    get origin() {
      return open.origin;
    },
    /** What its public API answers, asked from the site. */
    async get(path: string) {
      const response = await fetch(`${open.origin}${apiPath}${path}`, {
        headers: { origin: "https://blog.example.org" },
      });
      return response.json();
    },
    /** The first value of a query's first row. */
    async ask(sql: string): Promise<unknown> {
      const [result] = await open.backend.batch(systemDatabase, [statement(sql)]);
      return result?.rows[0]?.[0];
    },
  };
}
