import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schemaMap } from "../../../src/config/schema-map.ts";
import { chooseTransport } from "../../../src/d1/choose-transport.ts";
import { statement } from "../../../src/d1/sql/statement.ts";
import type { D1Transport } from "../../../src/d1/transport/transport.ts";
import { contentHash } from "../../../src/domain/content-hash.ts";
import { classicSchema } from "../../../src/targets/classic/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { startCloudflareApi } from "../../parts/d1/cloudflare-api.ts";
import type { D1Backend } from "../../parts/d1/d1-backend.ts";
import { targetOn } from "../../parts/d1/target-on.ts";
import { installWrangler } from "../../parts/d1/wrangler-project.ts";
import { compileCache } from "../../parts/machine/compile-cache.ts";
import { sharedD1 } from "../../parts/shared/shared-parts.ts";
import { commentTables } from "./comment-tables.ts";
import { oddNames, textAndHtml } from "./hand-made.ts";

// Tables of one's own on workerd's D1, by each connection to it.

const never = new AbortController().signal;
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token-secret",
  databaseName: "comments",
};

let folder: string;
let workerd: D1Backend;
beforeAll(async () => {
  folder = installWrangler(await mkdtemp(join(tmpdir(), "hand-made-")));
  workerd = await sharedD1();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function open(mode: "remote" | "wrangler" | "local") {
  const databaseId = randomUUID();
  const api = await startCloudflareApi(account, { backend: workerd, databaseId });
  const options = {
    ...{ wranglerDir: folder, databaseName: account.databaseName },
    env: { PATH: process.env["PATH"], HOME: folder, ...compileCache },
  };
  const chosen: D1Transport =
    mode === "local"
      ? chooseTransport({
          ...options,
          ...{ mode, persistTo: join(folder, databaseId) },
        })
      : chooseTransport({
          ...options,
          ...account,
          mode,
          apiBase: api.baseUrl,
        });
  return {
    transport: chosen,
    async [Symbol.asyncDispose]() {
      await chosen[Symbol.asyncDispose]();
      await api[Symbol.asyncDispose]();
    },
  };
}

const written = (id: string, content: string, parentSourceId: string | null = null) =>
  row(id, { content, parentSourceId, contentHash: contentHash("/p/", "Ada", content) });

const odd = { name: "names of every kind", schema: classicSchema(oddNames) };
const schemas = [
  odd,
  { name: "text ids, HTML beside text, and decoded paths", schema: classicSchema(textAndHtml) },
  {
    name: "0 for no parent and pages by their slug",
    schema: classicSchema(schemaMap().parse("no_parent=0, page_form=slug, time=sqlite")),
  },
];

describe.each([
  { way: "remote", those: schemas },
  { way: "local", those: schemas },
  // Each call starts a program; what differs is how that splits a script into statements.
  { way: "wrangler", those: [odd] },
] as const)("By the transport $way", ({ way, those }) => {
  it.each(those)(
    "a table with $name is filled, followed, verified and emptied",
    async ({ schema }) => {
      await using database = await open(way);
      const target = targetOn(database.transport, {}, schema);
      await target.prepare({ readOnly: false }, never);
      expect(await target.findHazards(never)).toEqual([]);
      const rows = [written("$a", "it's; <a>"), written("$b", "b", "$a"), written("$c", "c", "$b")];
      await target.importRows(rows, never);
      await target.importRows(rows, never);
      const held = await target.readHeld("all", never);
      expect(held.map(({ kept }) => kept)).toEqual(target.asKept(rows));
      const [first, second] = held;
      if (first === undefined || second === undefined) throw new Error("nothing is held");
      const edited = written("$a", "edited");
      await target.editComments([{ held: first, row: edited }], never);
      await target.removeComments([second], never);
      const after = await target.readHeld("all", never);
      expect(after.map(({ kept }) => kept?.content)).toEqual(["edited", "[removed]", "c"]);
      expect(after.every(({ isAsWritten }) => isAsWritten)).toBe(true);
      await target.prepare({ readOnly: false }, never);
      expect(await target.findHazards(never)).toEqual([]);
      expect(await target.undoSome("refuse", never)).toMatchObject({ deleted: 3 });
      expect(await target.readStrays(never)).toEqual([]);
    },
  );

  it("the map of a table that does not fit is printed, and fits", async () => {
    const [table] = commentTables.filter(({ whose }) => whose === "a blog with UUIDs and slugs");
    if (table === undefined) throw new Error("there is no such table");
    await using database = await open(way);
    const { sql, rows = "" } = table;
    await database.transport.run([statement(sql), statement(rows)], never);
    await expect(
      targetOn(database.transport).prepare({ readOnly: true }, never),
    ).rejects.toMatchObject({
      code: "schema-mismatch",
      remedy: expect.stringContaining("ids=uuid"),
    });
    const schema = classicSchema(schemaMap().parse(table.map));
    const target = targetOn(database.transport, {}, schema);
    await target.prepare({ readOnly: false }, never);
    expect(await target.findHazards(never)).toEqual([]);
    await target.importRows([row("$a"), row("$b")], never);
    expect(await target.readHeld("all", never)).toHaveLength(2);
  });
});
