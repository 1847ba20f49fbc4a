import { describe, expect, it } from "vitest";
import { schemaMap } from "../../src/config/schema-map.ts";
import { classicNames } from "../../src/domain/classic-map.ts";
import { enough, load } from "./sources.ts";

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

  it("takes the names that SQLite takes, keywords and signs among them", () => {
    const map = schemaMap().parse(
      `table=my "comments"; DROP TABLE x, page_id=post id, content=order, author_name=it's=a ?1], fixed.a b=1`,
    );
    expect(map.table).toBe('my "comments"; DROP TABLE x');
    expect(map.columns.get("page_id")).toBe("post id");
    expect(map.columns.get("author_name")).toBe("it's=a ?1]");
    expect([...map.fixed]).toEqual([["a b", "1"]]);
  });

  it("takes a name with a comma, a blank at its end, or = from an object", () => {
    const map = schemaMap().parse({ page_id: "a, b", content: " body ", "fixed.a=b": "c" });
    expect(map.columns.get("page_id")).toBe("a, b");
    expect(map.columns.get("content")).toBe(" body ");
    expect([...map.fixed]).toEqual([["a=b", "c"]]);
  });

  it("is such an object in the config file", () => {
    const yaml = 'target:\n  schema_map: { page_id: "post, id", "fixed.a=b": "1" }\n';
    const { schemaMap: map } = load({ inputs: enough, yaml }).target;
    expect(map?.columns.get("page_id")).toBe("post, id");
    expect([...(map?.fixed ?? [])]).toEqual([["a=b", "1"]]);
  });

  it("is such an object as JSON where the setting is a text, as a dry run prints it", () => {
    expect(schemaMap().parse(' {"table":"a, b","content":" body "}')).toEqual(
      schemaMap().parse({ table: "a, b", content: " body " }),
    );
  });

  it("that is empty leaves all names as they are", () => {
    expect(schemaMap().parse("")).toEqual(classicNames);
  });

  it.each([
    ["page=slug", "has the unknown key page"],
    ["content=-", "must name content"],
    ["reactions=-", "must name reactions"],
    ["table=", "must name table with a text of printable characters"],
    ["page_id=a\u0000b", "must name page_id with a text of printable characters"],
    ["fixed.=1", "has no usable column name in fixed."],
    ["time=minutes", "must have one of iso, sqlite, ms, s for time"],
    ["page_form=slugs", "slug, slug-decoded, address for page_form. Did you mean slug?"],
    ["ids=text", "must have one of number, uuid, hex, ulid for ids"],
    ["pageid=slug", "fixed.<column>. Did you mean page_id?"],
    ["content=body, author_name=Body", "names the column body twice"],
    ["page_id=slug, page_id=url", "has page_id twice"],
    ["fixed.status=a, fixed.status=b", "has fixed.status twice"],
    ['{"page_id":"slug"', "must be pairs such as table=comment, page_id=post_slug"],
  ])("of %j is refused: it %s", (text, message) => {
    const { error } = schemaMap().safeParse(text);
    expect(error?.issues[0]?.message).toContain(message);
  });
});
