import { afterAll, beforeAll } from "vitest";
import { chooseTransport } from "../../src/d1/choose-transport.ts";
import type { D1CommentTarget } from "../../src/d1/comment-target.ts";
import type { TargetSchema } from "../../src/d1/schema/target-schema.ts";
import { statement } from "../../src/d1/sql/statement.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { workerdBackend } from "../parts/d1/d1-backend.ts";
import { targetOn } from "../parts/d1/target-on.ts";
import { startWranglerDev } from "../parts/d1/wrangler-dev.ts";
import { type CommentSystem, systemDatabase } from "./comment-systems.ts";

const never = new AbortController().signal;
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token-secret",
  databaseName: "comments",
};

/** A comment system on workerd, and a target on its database, for the tests of a suite. */
export function opened(
  system: () => CommentSystem,
  schema: TargetSchema,
  settings: readonly string[] = [],
) {
  const parts = new AsyncDisposableStack();
  let origin = "";
  let apiPath = "";
  let target: D1CommentTarget;
  let backend: ReturnType<typeof workerdBackend>;

  beforeAll(async () => {
    const made = system();
    const { worker, setUp } = made;
    const dev = parts.use(await startWranglerDev(worker));
    ({ origin } = dev);
    ({ apiPath } = made);
    backend = workerdBackend(dev.databasesUrl);
    for (const sql of [...setUp, ...settings]) {
      const response = await fetch(`${dev.databasesUrl}/${systemDatabase}/raw`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ sql }),
      });
      if (!response.ok) throw new Error(await response.text());
    }
    const api = parts.use(
      await startCloudflareApi(account, { backend, databaseId: systemDatabase }),
    );
    const transport = chooseTransport({
      ...account,
      transport: "api",
      mode: "remote",
      apiBase: api.baseUrl,
      wranglerCwd: ".",
      env: {},
    });
    target = parts.use(targetOn(transport, {}, schema));
    await target.prepare({ readOnly: false }, never);
  });
  afterAll(() => parts.disposeAsync());

  return {
    get target() {
      return target;
    },
    /** Where its Worker answers. */
    get origin() {
      return origin;
    },
    /** What its public API answers, asked from the site. */
    async get(path: string) {
      const response = await fetch(`${origin}${apiPath}${path}`, {
        headers: { origin: "https://blog.example.org" },
      });
      return response.json();
    },
    /** The first value of a query's first row. */
    async ask(sql: string): Promise<unknown> {
      const [result] = await backend.batch(systemDatabase, [statement(sql)]);
      return result?.rows[0]?.[0];
    },
  };
}
