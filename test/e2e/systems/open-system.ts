import { chooseTransport } from "../../../src/d1/choose-transport.ts";
import type { D1CommentTarget } from "../../../src/d1/comment-target.ts";
import type { TargetSchema } from "../../../src/d1/schema/target-schema.ts";
import { startCloudflareApi } from "../../parts/d1/cloudflare-api.ts";
import { workerdBackend } from "../../parts/d1/d1-backend.ts";
import { targetOn } from "../../parts/d1/target-on.ts";
import { startWranglerDev } from "../../parts/d1/wrangler-dev.ts";
import { type CommentSystem, systemDatabase } from "../comment-systems.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token-secret",
  databaseName: "comments",
};

/** A comment system's Worker on workerd, and a target on its database. */
interface OpenSystem extends AsyncDisposable {
  readonly target: D1CommentTarget;
  readonly backend: ReturnType<typeof workerdBackend>;
  /** Where its Worker answers. */
  readonly origin: string;
  execute(sql: string): Promise<void>;
}

/** Starts a comment system's own Worker, after its own setup. */
export async function openSystem(
  { worker, setUp }: Pick<CommentSystem, "worker" | "setUp">,
  schema: TargetSchema,
): Promise<OpenSystem> {
  const parts = new AsyncDisposableStack();
  const dev = parts.use(await startWranglerDev(worker));
  const backend = workerdBackend(dev.databasesUrl);
  const execute = async (sql: string) => {
    const response = await fetch(`${dev.databasesUrl}/${systemDatabase}/raw`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sql }),
    });
    if (!response.ok) throw new Error(await response.text());
  };
  for (const sql of setUp) await execute(sql);
  const api = parts.use(await startCloudflareApi(account, { backend, databaseId: systemDatabase }));
  const transport = chooseTransport({
    ...account,
    mode: "remote",
    apiBase: api.baseUrl,
    wranglerDir: ".",
    env: {},
  });
  const target = parts.use(targetOn(transport, {}, schema));
  await target.prepare({ readOnly: false }, new AbortController().signal);
  return {
    target,
    backend,
    origin: dev.origin,
    execute,
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}
