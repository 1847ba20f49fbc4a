import { describe, expect, it } from "vitest";
import { schemaMap } from "../../src/config/schema-map.ts";
import { classicNames } from "../../src/domain/classic-map.ts";

describe("a schema map", () => {
  it("gives names to what the classic table holds, and leaves the others as they are", () => {
    const map = schemaMap().parse("table=posts_comments, page_id = slug,time=ms");
    expect(map.table).toBe("posts_comments");
    expect(map.columns.get("page_id")).toBe("slug");
    expect(map.columns.get("content")).toBe("content");
    expect(map.time).toBe("ms");
  });

  it("leaves out optional columns, and adds fixed values", () => {
    const map = schemaMap().parse("ip_address=-, parent_id=-, fixed.approved=1, fixed.lang=de=at");
    expect(map.columns.has("ip_address")).toBe(false);
    expect(map.columns.has("parent_id")).toBe(false);
    expect([...map.fixed]).toEqual([
      ["approved", "1"],
      ["lang", "de=at"],
    ]);
  });

  it("adds columns that the classic table has not, and only those that are named", () => {
    const map = schemaMap().parse("reactions=emoji, is_owner=owner");
    expect(map.columns.get("reactions")).toBe("emoji");
    expect(map.columns.get("is_owner")).toBe("owner");
    expect(map.columns.has("email_hash")).toBe(false);
  });

  it("may be an object of the same keys, as a config file has it", () => {
    expect(schemaMap().parse({ table: "c", "fixed.approved": 1 })).toEqual(
      schemaMap().parse("table=c, fixed.approved=1"),
    );
  });

  it("that is empty leaves all names as they are", () => {
    expect(schemaMap().parse("")).toEqual(classicNames);
  });

  it.each([
    ["page=slug", "has the unknown key page"],
    ["content=-", "must name content"],
    ["reactions=-", "must name reactions"],
    ["table=comments; DROP TABLE x", "must name table"],
    ["fixed.a b=1", "has no usable column name in fixed.a b"],
    ["time=minutes", "must have one of iso, sqlite, ms, s for time"],
    ["content=body, author_name=Body", "names the column body twice"],
  ])("of %j is refused: it %s", (text, message) => {
    const { error } = schemaMap().safeParse(text);
    expect(error?.issues[0]?.message).toContain(message);
  });
});
