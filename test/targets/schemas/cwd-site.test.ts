import { expect, it } from "vitest";
import { cwdApi } from "../../../src/targets/cwd/public-api.ts";
import { cwdSchema } from "../../../src/targets/cwd/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { createSqliteTransport } from "../../parts/d1/sqlite-transport.ts";
import { targetOn } from "../../parts/d1/target-on.ts";
import { tablesOf } from "./open-schema.ts";

const never = new AbortController().signal;

it("CWD's siteId is in each moved row, and in what the public API is asked", async () => {
  const transport = createSqliteTransport();
  for (const sql of tablesOf(cwdSchema("blog"))) transport.database.exec(sql);
  const target = targetOn(transport, {}, cwdSchema("blog"));
  await target.prepare({ readOnly: false }, never);
  await target.importRows([row("$a"), row("$b")], never);
  const sites = transport.database.prepare("SELECT site_id FROM Comment").all();
  expect(sites.map((one) => one["site_id"])).toEqual(["blog", "blog"]);
  const { searchParams } = new URL(cwdApi("blog").path("/a/", undefined), "http://api.invalid");
  expect(searchParams.get("site_id")).toBe("blog");
});

it("another siteId than that of the rows that are there is refused", async () => {
  const transport = createSqliteTransport();
  for (const sql of tablesOf(cwdSchema("blog"))) transport.database.exec(sql);
  const first = targetOn(transport, {}, cwdSchema());
  await first.prepare({ readOnly: false }, never);
  await first.importRows([row("$a")], never);
  const second = targetOn(transport, {}, cwdSchema("blog"));
  await expect(second.prepare({ readOnly: false }, never)).rejects.toMatchObject({
    message: expect.stringContaining("site_id=blog"),
  });
});
