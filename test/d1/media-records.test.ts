import { describe, expect, it } from "vitest";
import type { MediaRecord } from "../../src/domain/media-records.ts";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { blog, targetOn } from "../parts/d1/target-on.ts";
import { row } from "./stored-rows.ts";

const signal = new AbortController().signal;

const record = (more: Partial<MediaRecord> = {}): MediaRecord => ({
  source: blog,
  address: "mxc://a.example/cat's",
  kind: "file",
  name: `${"ab".repeat(32)}.png`,
  bytes: 12,
  contentType: "image/png",
  ...more,
});

async function prepared(transport = createSqliteTransport(), keepsMedia = true) {
  const target = targetOn(transport, { keepsMedia });
  await target.prepare({ readOnly: false }, signal);
  return { target, transport };
}

const tables = ({ database }: ReturnType<typeof createSqliteTransport>) =>
  database.prepare("SELECT name FROM sqlite_master WHERE name LIKE '%media'").all().length;

describe("records of media", () => {
  it("are what was noted, over connections, the last one of a file", async () => {
    const { target, transport } = await prepared();
    await target.media.note(record(), signal);
    await target.media.note(record({ kind: "thumbnail", bytes: 3 }), signal);
    await target.media.note(record({ bytes: 13 }), signal);
    const { target: later } = await prepared(transport);
    expect(await later.media.read(signal)).toEqual([
      record({ bytes: 13 }),
      record({ kind: "thumbnail", bytes: 3 }),
    ]);
  });

  it("keep media: link from a database whose comments name copies, but from no other", async () => {
    const { target, transport } = await prepared();
    await target.media.note(record(), signal);
    await prepared(transport, false);
    await target.importRows([row("$1")], signal);
    await expect(prepared(transport, false)).rejects.toMatchObject({
      code: "ledger-with-kept-media",
    });
    const other = targetOn(transport, { keepsMedia: false, owner: { sources: ["another"] } });
    await expect(other.prepare({ readOnly: false }, signal)).resolves.toBeUndefined();
    await expect(targetOn(transport).prepare({ readOnly: true }, signal)).resolves.toBeUndefined();
  });

  it("are forgotten where no comment names the file, whoever wrote it", async () => {
    const { target, transport } = await prepared();
    const files = ["aa", "bb", "cc"].map((digits, index) =>
      record({ address: `mxc://a.example/${index}`, name: `${digits.repeat(32)}.png` }),
    );
    for (const file of files) await target.media.note(file, signal);
    await target.importRows([row("$1", { content: `see ${files[0]?.name}` })], signal);
    transport.database
      .prepare(
        "INSERT INTO comments (page_id, author_name, content, created_at) VALUES ('/p/', 'R', ?, '2026')",
      )
      .run(`my copy of /media/${files[1]?.name}`);
    expect(await target.media.forgetUnnamed(files, signal)).toEqual([files[2]?.name]);
    expect(await target.media.read(signal)).toEqual(files.slice(0, 2));
  });

  it("are written together while a call is under way, each before it counts as noted", async () => {
    const { target, transport } = await prepared();
    const before = target.usage().calls;
    const count = transport.database.prepare("SELECT count(*) AS n FROM comment_migration_media");
    const written = await Promise.all(
      Array.from({ length: 450 }, async (_, n) => {
        await target.media.note(record({ address: `mxc://a.example/${n}` }), signal);
        return Number(count.get()?.["n"]) > n - 200;
      }),
    );
    expect(written).not.toContain(false);
    expect(target.usage().calls - before).toBeLessThan(10);
    expect(await target.media.read(signal)).toHaveLength(450);
  });

  it("are all read where there are more than a call returns", async () => {
    const { target } = await prepared();
    const all = Array.from({ length: 5_001 }, (_, n) =>
      record({ address: `mxc://a.example/${n}` }),
    );
    await Promise.all(all.map((one) => target.media.note(one, signal)));
    expect(await target.media.read(signal)).toHaveLength(5_001);
  });

  it("of other sites are neither read nor changed", async () => {
    const { target, transport } = await prepared();
    const theirs = targetOn(transport, { keepsMedia: true, owner: { sources: ["elsewhere"] } });
    await theirs.media.note(record({ source: "elsewhere" }), signal);
    await target.media.note(record({ bytes: 99 }), signal);
    expect(await theirs.media.read(signal)).toEqual([record({ source: "elsewhere" })]);
    expect(await target.media.read(signal)).toEqual([record({ bytes: 99 })]);
  });

  it("have no table where media stays at its source, or nothing is written, and are none", async () => {
    const { target, transport } = await prepared(createSqliteTransport(), false);
    expect(tables(transport)).toBe(0);
    expect(await target.media.read(signal)).toEqual([]);
    const dry = targetOn(transport, { keepsMedia: true, readOnly: true });
    await dry.prepare({ readOnly: true }, signal);
    expect(await dry.media.read(signal)).toEqual([]);
    expect(tables(transport)).toBe(0);
  });

  it("refuse a table of that name that is somebody else's", async () => {
    const transport = createSqliteTransport();
    transport.database.exec("CREATE TABLE comment_migration_media (id INTEGER PRIMARY KEY)");
    await expect(prepared(transport)).rejects.toMatchObject({ code: "schema-mismatch" });
  });

  it("that can't be written are errors of all that waited, and later ones are tried anew", async () => {
    const { target, transport } = await prepared();
    transport.database.exec("ALTER TABLE comment_migration_media RENAME TO away");
    const noted = [1, 2, 3].map((n) =>
      target.media.note(record({ address: `mxc://a.example/${n}` }), signal),
    );
    const results = await Promise.allSettled(noted);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    transport.database.exec("ALTER TABLE away RENAME TO comment_migration_media");
    await target.media.note(record(), signal);
    expect(await target.media.read(signal)).toEqual([record()]);
  });
});
