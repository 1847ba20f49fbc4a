import { classicSystem, executeOn } from "../e2e/comment-systems.ts";
import { startWranglerDev } from "../parts/d1/wrangler-dev.ts";

/** The Worker of examples/worker with its tables, on workerd. */
export interface LiveWorker extends AsyncDisposable {
  /** `params.d1comments.api`. */
  readonly api: string;
  readonly sql: (sql: string) => Promise<void>;
}

/** A comment in the table; the rest is as it is for most. */
export interface StoredComment {
  readonly id: number;
  readonly parent?: number;
  readonly author?: string;
  readonly content?: string;
  readonly isOwner?: boolean;
}

/** Starts one. @param limited whether one address may write five comments a minute only */
export async function startLiveWorker(
  vars: Readonly<Record<string, string>>,
  { isLimited = false }: { readonly isLimited?: boolean } = {},
): Promise<LiveWorker> {
  const { worker, setUp } = classicSystem(vars);
  const { ratelimits: _, ...unlimited } = worker;
  const dev = await startWranglerDev(isLimited ? worker : { ...unlimited, main: worker.main });
  const sql = async (text: string) => {
    await executeOn(dev, text);
  };
  for (const text of setUp) await sql(text);
  return {
    api: `${dev.origin}/api`,
    sql,
    [Symbol.asyncDispose]: () => dev[Symbol.asyncDispose](),
  };
}

/** SQL that puts comments on a page. */
export function inserted(page: string, comments: readonly StoredComment[]): string {
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
  const rows = comments.map(
    ({ id, parent, author = "Ada", content = `Comment ${id}`, isOwner = false }) =>
      `(${id}, ${text(page)}, ${parent ?? "NULL"}, ${text(author)}, ${text(content)}, '2024-05-02T10:00:00.000Z', ${isOwner ? 1 : 0})`,
  );
  return `INSERT INTO comments (id, page_id, parent_id, author_name, content, created_at, is_owner) VALUES ${rows.join(",\n")}`;
}
