import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { blog, targetOn } from "../parts/d1/target-on.ts";
import { anyRows } from "./comment-row-arbitrary.ts";
import { row } from "./stored-rows.ts";

const never = new AbortController().signal;

async function prepared(transport: SqliteTransport, source = blog) {
  const target = targetOn(transport, { owner: { sources: [source] } });
  await target.prepare({ readOnly: false }, never);
  return target;
}

/** The pages that are complete when all that the database has was compared. */
async function completePages(transport: SqliteTransport): Promise<readonly string[]> {
  const target = await prepared(transport);
  const all = (await target.readPages(never)).map(({ pageId }) => pageId);
  await target.noteVerified(all, never);
  const pages = await target.readPages(never);
  return pages.flatMap(({ pageId, isComplete }) => (isComplete ? [pageId] : []));
}

const pageNames = ["/a/", "/b b/", "/ü/", "/'q'/"];
const anyPages = fc.tuple(...pageNames.map((name, index) => anyRows(`${index}-`, name, 14)));

describe("what the database itself knows of pages", () => {
  it("is that a page is complete when all its comments are there, wherever an import is cut off", async () => {
    await fc.assert(
      fc.asyncProperty(anyPages, fc.nat(12), fc.boolean(), async (pages, calls, isLost) => {
        const transport = createSqliteTransport(9_000);
        const target = await prepared(transport);
        let left = calls;
        const cut = () => {
          left -= 1;
          if (left < 0) throw new Error("cut off");
        };
        if (isLost) transport.afterRun = cut;
        else transport.beforeRun = cut;
        await target.importRows(pages.flat(), never).catch(() => undefined);
        transport.beforeRun = () => {};
        transport.afterRun = () => {};

        const landed = new Set((await target.readLedger(never)).map(({ sourceId }) => sourceId));
        const whole = pages.filter(
          (rows) => rows.length > 0 && rows.every(({ sourceId }) => landed.has(sourceId)),
        );
        expect((await completePages(transport)).toSorted()).toEqual(
          whole.map(([first]) => first?.pageId).toSorted(),
        );
      }),
    );
  });

  it("is not believed where comments are gone from the ledger since", async () => {
    const transport = createSqliteTransport();
    await (await prepared(transport)).importRows([row("$a"), row("$b")], never);
    transport.database.exec("DELETE FROM comment_migration_ledger WHERE source_id = '$b'");
    expect(await completePages(transport)).toEqual([]);
  });

  it("is not believed before the page was compared, nor where comments came since", async () => {
    const transport = createSqliteTransport();
    const target = await prepared(transport);
    const complete = async () =>
      (await target.readPages(never)).flatMap((page) => (page.isComplete ? [page.pageId] : []));
    await target.importRows([row("$a"), row("$b", { pageId: "/q/" })], never);
    expect(await complete()).toEqual([]);
    await target.noteVerified(["/q/"], never);
    expect(await complete()).toEqual(["/q/"]);
    await target.importRows([row("$b", { pageId: "/q/" }), row("$c", { pageId: "/q/" })], never);
    expect(await complete()).toEqual([]);
  });

  it("is noted with the next import, however small the calls are", async () => {
    for (const maxBytes of [100_000, 9_000]) {
      const transport = createSqliteTransport(maxBytes);
      const target = await prepared(transport);
      await target.importRows([row("$a")], never);
      const long = row("$b", { pageId: "/q/", content: "x".repeat(4_000) });
      await target.importRows([long], never, { verified: ["/p/"] });
      const pages = await target.readPages(never);
      expect(pages.map(({ isComplete }) => isComplete)).toEqual([true, false]);
    }
  });

  it("is history when the migration went through, and again when new comments came", async () => {
    const transport = createSqliteTransport();
    const target = await prepared(transport);
    const complete = async () => (await target.readPages(never)).map((page) => page.isComplete);
    await target.importRows([row("$a")], never);
    await target.noteVerified(["/p/"], never);
    expect(await complete()).toEqual([true]);
    await target.settlePages(never);
    expect(await complete()).toEqual([false]);
    await target.importRows([row("$a"), row("$new")], never);
    await target.noteVerified(["/p/"], never);
    expect(await complete()).toEqual([true]);
  });

  it("is nothing yet where a later run imports it again, whose edits are not applied yet", async () => {
    const transport = createSqliteTransport();
    const target = await prepared(transport);
    await target.importRows([row("$a")], never);
    await target.noteVerified(["/p/"], never);
    await target.settlePages(never);
    await target.importRows([row("$a")], never);
    expect(await target.readPages(never)).toMatchObject([{ isComplete: false, isVerified: true }]);
  });

  it("is said of one site only, though another has a page of the same name", async () => {
    const transport = createSqliteTransport();
    await (await prepared(transport)).importRows([row("$a")], never);
    expect(await (await prepared(transport, "shop")).readPages(never)).toEqual([]);
    await (await prepared(transport, "shop")).settlePages(never);
    expect(await completePages(transport)).toEqual(["/p/"]);
  });

  it("goes with a rollback", async () => {
    const transport = createSqliteTransport();
    const target = await prepared(transport);
    await target.importRows([row("$a")], never);
    await target.undoSome("refuse", never);
    expect(transport.database.prepare("SELECT * FROM comment_migration_pages").all()).toEqual([]);
  });

  it("is nothing yet in a database that an earlier release wrote to", async () => {
    const transport = createSqliteTransport();
    await (await prepared(transport)).importRows([row("$a")], never);
    transport.database.exec("DROP TABLE comment_migration_pages");
    expect(await completePages(transport)).toEqual([]);
  });
});
