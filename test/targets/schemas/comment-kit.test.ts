import { describe, expect, it } from "vitest";
import { systems } from "../../../src/targets/systems.ts";
import { row } from "../../d1/stored-rows.ts";
import { createSqliteTransport } from "../../parts/d1/sqlite-transport.ts";
import { targetOn } from "../../parts/d1/target-on.ts";
import { cascadingTables } from "./cascading-tables.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;
const system = systems["comment-kit"];
const schemaOf = (options: { readonly site?: string; readonly origin?: string }) =>
  system.open({ contentFormat: "text", ...options }).schema;
const schema = schemaOf({ origin: "https://blog.example.org" });

/** A thread of two moved comments, of which readers answered the second, and one of these. */
async function answered() {
  const transport = createSqliteTransport();
  const { database } = transport;
  for (const sql of cascadingTables) database.exec(sql);
  const target = targetOn(transport, { runId: "run", maxRetries: 0 }, schema);
  await target.prepare({ readOnly: false }, never);
  await target.importRows([row("$root"), row("$reply", { parentSourceId: "$root" })], never);
  const write = database.prepare(
    "INSERT INTO comments (id, page_url, parent_id, author_name, author_email, content, status) VALUES (?, 'https://blog.example.org/p/', ?, 'Reader', 'r@example.org', 'live', 'approved')",
  );
  write.run(11, 2);
  write.run(12, 11);
  const left = () =>
    database
      .prepare("SELECT id, parent_id AS parent, content, status FROM comments ORDER BY id")
      .all()
      .map((one) => ({ ...one }));
  return { target, left };
}

const readersOwn = [
  { id: 11, parent: null, content: "live", status: "approved" },
  { id: 12, parent: 11, content: "live", status: "approved" },
];

describe("where comment-kit's tables delete what is below a comment", () => {
  it("a rollback takes nothing while readers' replies are in the way", async () => {
    const { target, left } = await answered();
    const before = left();
    await expect(target.undoSome("refuse", never)).rejects.toMatchObject({
      code: "reader-replies",
    });
    expect(left()).toEqual(before);
  });

  it("a rollback that keeps readers' replies makes top-level comments of them, with all below them", async () => {
    const { target, left } = await answered();
    expect(await target.undoSome("keep", never)).toMatchObject({ deleted: 2, repliesKept: 1 });
    expect(left()).toEqual(readersOwn);
  });

  it("a rollback that deletes readers' replies counts each", async () => {
    const { target, left } = await answered();
    expect(await target.undoSome("delete", never)).toMatchObject({
      deleted: 2,
      repliesDeleted: 2,
    });
    expect(left()).toEqual([]);
  });

  it("comments that were removed at their source keep their places above readers' replies", async () => {
    const { target, left } = await answered();
    await target.removeComments(await target.readHeld("all", never), never);
    const removed = { content: "[removed]", status: "approved" };
    expect(left()).toEqual([
      { id: 1, parent: null, ...removed },
      { id: 2, parent: 1, ...removed },
      { id: 11, parent: 2, content: "live", status: "approved" },
      { id: 12, parent: 11, content: "live", status: "approved" },
    ]);
  });
});

describe("pages are named by their whole addresses", () => {
  const pagesIn = (found: Awaited<ReturnType<typeof openSchema>>) =>
    found.transport.database
      .prepare("SELECT page_url FROM comments")
      .all()
      .map((one) => one["page_url"]);

  it.each([
    ["the site's origin", { origin: "https://blog.example.org" }, "https://blog.example.org/p/"],
    [
      "target-site, where it is set",
      { origin: "https://preview.example", site: "https://blog.example.org/" },
      "https://blog.example.org/p/",
    ],
  ])("below %s", async (_, options, page) => {
    const open = await openSchema(schemaOf(options));
    await open.target.importRows([row("$1")], never);
    expect(pagesIn(open)).toEqual([page]);
  });

  it.each([
    ["no address", {}],
    ["no address but a name", { site: "crumbs" }],
  ])("so with %s nothing is moved", async (_, options) => {
    const { target } = await openSchema(schemaOf(options));
    await expect(target.importRows([row("$1")], never)).rejects.toMatchObject({
      code: "site-address-unknown",
    });
  });

  it("so another address than that of the rows that are there is refused", async () => {
    const { target, transport } = await openSchema(schema);
    await target.importRows([row("$1")], never);
    const other = schemaOf({ origin: "https://www.example.org" });
    await expect(
      targetOn(transport, {}, other).prepare({ readOnly: false }, never),
    ).rejects.toMatchObject({
      code: "ledger-of-another-column-map",
      message: expect.stringContaining("page_url=https://blog.example.org"),
    });
  });
});
