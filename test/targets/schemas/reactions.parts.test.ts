import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { schemaMap } from "../../../src/config/schema-map.ts";
import { chooseTransport } from "../../../src/d1/choose-transport.ts";
import { statement } from "../../../src/d1/sql/statement.ts";
import { classicSchema } from "../../../src/targets/classic/schema.ts";
import { commentKitSchema } from "../../../src/targets/comment-kit/schema.ts";
import { cwdSchema } from "../../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { momoSchema } from "../../../src/targets/momo/schema.ts";
import { walineSchema } from "../../../src/targets/waline/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { startCloudflareApi } from "../../parts/d1/cloudflare-api.ts";
import type { D1Backend } from "../../parts/d1/d1-backend.ts";
import { targetOn } from "../../parts/d1/target-on.ts";
import { sharedD1 } from "../../parts/shared/shared-parts.ts";
import { tablesOf } from "./open-schema.ts";

const never = new AbortController().signal;
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token-secret",
  databaseName: "comments",
};
const mapped = classicSchema(schemaMap().parse("reactions=emoji, is_owner=owner"));
const author = { isOwner: true, email: "o@x.example", url: "https://x.example" };
const reactions = [
  { key: "👍", count: 3 },
  { key: "❤️", count: 2 },
  { key: "👎", count: 1 },
];

describe("on workerd's D1, reactions are written once and taken back", () => {
  let workerd: D1Backend;
  beforeAll(async () => {
    workerd = await sharedD1();
  });

  it.each([
    {
      schema: garrulSchema(),
      sql: `SELECT (SELECT group_concat(kind) FROM reactions), (SELECT sum(value) FROM votes),
  sum(score_up), sum(score_down), (SELECT count(*) FROM users) FROM comments`,
      before: ["love,love", 2, 3, 1, 5],
      after: [null, null, null, null, 0],
    },
    {
      schema: cwdSchema(),
      sql: "SELECT sum(likes), max(email), max(url) FROM Comment",
      before: [3, "o@x.example", "https://x.example"],
      after: [null, null, null],
    },
    {
      schema: walineSchema(),
      sql: 'SELECT sum("like"), max(mail), max(link) FROM wl_Comment',
      before: [3, "o@x.example", "https://x.example"],
      after: [null, null, null],
    },
    {
      schema: momoSchema(),
      sql: "SELECT min(email), max(email), max(url) FROM Comment",
      before: ["migrated-99a563ab2f6e21e9", "o@x.example", "https://x.example"],
      after: [null, null, null],
    },
    {
      schema: commentKitSchema("https://blog.example.org"),
      sql: `SELECT (SELECT count(*) FROM votes), (SELECT count(DISTINCT ip_address) FROM votes),
  max(author_email), max(author_url) FROM comments`,
      before: [6, 3, "o@x.example", "https://x.example"],
      after: [0, 0, null, null],
    },
    {
      schema: mapped,
      sql: "SELECT max(emoji), sum(owner) FROM comments",
      before: ['{"👍":3,"❤️":2,"👎":1}', 1],
      after: [null, null],
    },
  ])("in $schema.name", async ({ schema, sql, before, after }) => {
    const databaseId = randomUUID();
    await using api = await startCloudflareApi(account, { backend: workerd, databaseId });
    const ask = async () => (await workerd.batch(databaseId, [statement(sql)]))[0]?.rows[0];
    if (schema.create.length === 0) {
      await workerd.batch(
        databaseId,
        tablesOf(schema).map((table) => statement(table)),
      );
    }
    const transport = chooseTransport({
      ...account,
      mode: "remote",
      apiBase: api.baseUrl,
      wranglerDir: ".",
      env: {},
    });
    await using target = targetOn(transport, {}, schema);
    await target.prepare({ readOnly: false }, never);
    const rows = [row("$1", { reactions, author }), row("$2", { authorName: "Ada" })];
    await target.importRows(rows, never);
    await target.importRows(rows, never);
    expect(await ask()).toEqual(before);
    await target.undoSome("refuse", never);
    expect(await ask()).toEqual(after);
  });
});
