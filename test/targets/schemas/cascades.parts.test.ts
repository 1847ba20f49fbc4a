import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { chooseTransport } from "../../../src/d1/choose-transport.ts";
import type { D1CommentTarget } from "../../../src/d1/comment-target.ts";
import { statement } from "../../../src/d1/sql/statement.ts";
import { commentKitSchema } from "../../../src/targets/comment-kit/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { startCloudflareApi } from "../../parts/d1/cloudflare-api.ts";
import type { D1Backend } from "../../parts/d1/d1-backend.ts";
import { targetOn } from "../../parts/d1/target-on.ts";
import { sharedD1 } from "../../parts/shared/shared-parts.ts";
import { cascadingTables } from "./cascading-tables.ts";

const never = new AbortController().signal;
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token-secret",
  databaseName: "comments",
};
const levels = 30;
const thread = Array.from({ length: levels }, (_, index) =>
  row(`$${index}`, { parentSourceId: index === 0 ? null : `$${index - 1}` }),
);

// Each level of a thread that a foreign key deletes is a trigger, and D1 allows few within each other.
describe("on workerd's D1, where a foreign key deletes replies, a thread of 30 levels", () => {
  let workerd: D1Backend;
  beforeAll(async () => {
    workerd = await sharedD1();
  });

  /** The thread in a database, with as many levels of readers' replies below its first comment. */
  async function onThread(
    replies: number,
    act: (target: D1CommentTarget, left: () => Promise<readonly unknown[]>) => Promise<void>,
  ): Promise<void> {
    const databaseId = randomUUID();
    await using api = await startCloudflareApi(account, { backend: workerd, databaseId });
    const run = (...statements: readonly string[]) =>
      workerd.batch(
        databaseId,
        statements.map((sql) => statement(sql)),
      );
    await run(...cascadingTables);
    const transport = chooseTransport({
      ...account,
      mode: "remote",
      apiBase: api.baseUrl,
      wranglerDir: ".",
      env: {},
    });
    await using target = targetOn(transport, {}, commentKitSchema("https://blog.example.org"));
    await target.prepare({ readOnly: false }, never);
    await target.importRows(thread, never);
    const written = Array.from(
      { length: replies },
      (_, index) =>
        `INSERT INTO comments (id, page_url, parent_id, author_name, author_email, content)
VALUES (${1_001 + index}, 'p', ${index === 0 ? 1 : 1_000 + index}, 'Reader', '', 'live')`,
    );
    if (replies > 0) await run(...written);
    await act(target, async () => {
      const [result] = await run("SELECT id, parent_id FROM comments ORDER BY id");
      return result?.rows ?? [];
    });
  }

  it("goes by a rollback", async () => {
    await onThread(0, async (target, left) => {
      expect(await target.undoSome("refuse", never)).toMatchObject({ deleted: levels });
      expect(await left()).toEqual([]);
    });
  });

  it("goes by a rollback that keeps readers' replies, with all below them", async () => {
    await onThread(3, async (target, left) => {
      expect(await target.undoSome("keep", never)).toMatchObject({
        deleted: levels,
        repliesKept: 1,
      });
      expect(await left()).toEqual([
        [1_001, null],
        [1_002, 1_001],
        [1_003, 1_002],
      ]);
    });
  });

  it("goes by a rollback that deletes readers' replies, however deep they are", async () => {
    await onThread(levels, async (target, left) => {
      expect(await target.undoSome("delete", never)).toMatchObject({
        deleted: levels,
        repliesDeleted: levels,
      });
      expect(await left()).toEqual([]);
    });
  });

  it("goes when it was removed at its source", async () => {
    await onThread(0, async (target, left) => {
      await target.removeComments(await target.readHeld("all", never), never);
      expect(await left()).toEqual([]);
    });
  });
});
