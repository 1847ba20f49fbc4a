import { createHash } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { statement } from "../../src/d1/sql/statement.ts";
import { pageSlug } from "../../src/targets/garrul/page-slug.ts";
import { type Migration, type Migrations, prepareMigrations } from "../crash/migrations.ts";
import { startWranglerDev } from "../parts/d1/wrangler-dev.ts";
import { readReport } from "../parts/runner/report-file.ts";
import { sharedBundles } from "../parts/shared/shared-parts.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { type CommentSystem, cwdSystem, garrulSystem, systemDatabase } from "./comment-systems.ts";

/** A migration into a comment system's own Worker, and what its database and API answer. */
class Moved implements AsyncDisposable {
  readonly #parts: AsyncDisposableStack;
  readonly #migrations: Migrations;
  readonly #migration: Migration;
  readonly #flags: Readonly<Record<string, string>>;
  readonly origin: string;

  private constructor(
    parts: AsyncDisposableStack,
    migrations: Migrations,
    migration: Migration,
    flags: Readonly<Record<string, string>>,
  ) {
    this.#parts = parts;
    this.#migrations = migrations;
    this.#migration = migration;
    this.#flags = flags;
    this.origin = migrations.origin;
  }

  static async begin(name: string, { worker, setUp, apiPath }: CommentSystem): Promise<Moved> {
    const parts = new AsyncDisposableStack();
    const dev = parts.use(await startWranglerDev(worker));
    const bundles = await sharedBundles();
    const migrations = parts.use(await prepareMigrations({ bundles, workerd: dev }));
    const migration = parts.use(await migrations.begin(systemDatabase));
    const flags = { "target-schema": name, "api-base": `${migrations.origin}${apiPath}` };
    const moved = new Moved(parts, migrations, migration, flags);
    for (const sql of setUp) await moved.execute(sql);
    await moved.run("migrate");
    return moved;
  }

  async run(mode: string) {
    const { exitCode, output } = await this.#migration.run({ flags: { ...this.#flags, mode } });
    return { exitCode, output, ...(await readReport(join(this.#migration.report, "report.json"))) };
  }

  async execute(sql: string): Promise<void> {
    const response = await fetch(`${this.#migrations.databasesUrl}/${systemDatabase}/raw`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sql }),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  async rows(sql: string): Promise<readonly (readonly unknown[])[]> {
    const [result] = await this.#migrations.backend.batch(systemDatabase, [statement(sql)]);
    return result?.rows ?? [];
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#parts.disposeAsync();
  }
}

/** What verify says, by cause and kind. */
function causes({ differences = [] }: Awaited<ReturnType<Moved["run"]>>): readonly string[] {
  return [...new Set(differences.map(({ cause, kind }) => `${cause} ${kind}`))].toSorted();
}

describeWith("garrul")("Garrul's own Worker, with a moved site", () => {
  let moved: Moved;
  beforeAll(async () => {
    moved = await Moved.begin("garrul", garrulSystem());
  });
  afterAll(() => moved[Symbol.asyncDispose]());

  const odd = "/2022/06/%C3%BCber-br%C3%B6tchen/";

  it("leads from a comment to its page, and names the page in its feed", async () => {
    for (const page of ["/about/", odd]) {
      const slug = pageSlug(page);
      const [[id, title] = []] = await moved.rows(
        `SELECT c.id, p.title FROM comments c JOIN posts p ON p.slug = c.post_slug WHERE c.post_slug = '${slug}'`,
      );
      const link = await fetch(`${moved.origin}/c/${id}`, { redirect: "manual" });
      expect(link.headers.get("location")).toBe(
        `https://blog.example.org${page}#garrul-comment-${id}`,
      );
      const feed = await fetch(`${moved.origin}/feed/${encodeURIComponent(slug)}`);
      expect(await feed.text()).toContain(`${title}`);
    }
  });

  it("is not said to be wrong where a moderator hid a comment that has replies, nor by an answer from before", async () => {
    await moved.execute(
      "UPDATE comments SET status = 'spam' WHERE id = (SELECT parent_id FROM comments WHERE parent_id IS NOT NULL ORDER BY id LIMIT 1)",
    );
    const verified = await moved.run("verify");
    expect(causes(verified), verified.output).toEqual(["target not-shown"]);
    await moved.execute("UPDATE comments SET status = 'approved'");
    // Garrul still has its answer to the verification above.
    expect(causes(await moved.run("verify"))).toEqual([]);
  });

  it("has no posts of the migration any more after a rollback, but that of a reader's reaction", async () => {
    await moved.execute(
      `INSERT INTO page_reactions (post_slug, user_id, kind, created_at)
SELECT '/about/', id, 'fire', 1767225600000 FROM users LIMIT 1;
INSERT INTO users (id, provider, name, created_at) VALUES ('reader', 'anon', 'Reader', 1767225600000);
UPDATE page_reactions SET user_id = 'reader'`,
    );
    const { exitCode, output } = await moved.run("rollback");
    expect(exitCode, output).toBe(0);
    expect(await moved.rows("SELECT slug, created_at > 0 FROM posts")).toEqual([["/about/", 1]]);
    expect(await moved.rows("SELECT id FROM users")).toEqual([["reader"]]);
  });
});

const login = z.object({ data: z.object({ key: z.string() }) });
const list = z.object({
  data: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      email: z.string(),
      avatar: z.string(),
      contentText: z.string(),
      isAdmin: z.unknown(),
    }),
  ),
});

describeWith("cwd")("CWD's own Worker, with a moved site", () => {
  let moved: Moved;
  let key: string;
  beforeAll(async () => {
    moved = await Moved.begin("cwd", cwdSystem());
    const credentials = { name: "admin", password: "secret" };
    key = login.parse(await (await admin("/login", "POST", credentials)).json()).data.key;
  });
  afterAll(() => moved[Symbol.asyncDispose]());

  function admin(path: string, method: string, body?: object): Promise<Response> {
    return fetch(`${moved.origin}/admin${path}`, {
      method,
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${key}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
  const shown = async (page = 1) =>
    list.parse(await (await admin(`/comments/list?page=${page}`, "GET")).json()).data;

  it("shows authors as it shows those without an address: by the name's avatar, as nobody's owner", async () => {
    for (const { name, avatar, isAdmin } of await shown()) {
      const hash = createHash("md5").update(name.trim().toLowerCase()).digest("hex");
      expect(avatar).toContain(hash);
      expect(isAdmin).toBeFalsy();
    }
  });

  it("shows every comment as before once its admin panel has saved it as it was", async () => {
    for (let page = 1; ; page += 1) {
      const comments = await shown(page);
      for (const { id, name, email, contentText } of comments) {
        const unchanged = { id, name, email, contentText, status: "approved" };
        expect((await admin("/comments/update", "PUT", unchanged)).status).toBe(200);
      }
      if (comments.length === 0) break;
    }
    const { differences } = await moved.run("verify");
    expect(differences).toEqual([]);
  });

  it("saves an edited comment in its admin panel", async () => {
    const [first] = await shown();
    if (first === undefined) throw new Error("there is no comment");
    const { id, name, email } = first;
    const edit = { id, name, email, contentText: "edited", status: "approved" };
    const response = await admin("/comments/update", "PUT", edit);
    expect([response.status, await response.json()]).toEqual([
      200,
      { message: `Comment updated, id: ${id}.` },
    ]);
    expect((await shown()).find((one) => one.id === id)?.contentText).toBe("edited");
    expect(causes(await moved.run("verify"))).toEqual(["target text"]);
  });

  it("is not said to be wrong where a moderator hid a comment that has replies", async () => {
    const [[id] = []] = await moved.rows(
      "SELECT parent_id FROM Comment WHERE parent_id IS NOT NULL",
    );
    const response = await admin(`/comments/status?id=${id}&status=pending`, "PUT");
    expect(response.status).toBe(200);
    expect(causes(await moved.run("verify"))).toEqual(["target not-shown", "target text"]);
  });
});
