import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { schemaMap } from "../../../src/config/schema-map.ts";
import type { CommentRow } from "../../../src/domain/comment-row.ts";
import { contentHash } from "../../../src/domain/content-hash.ts";
import { plainTextHtml } from "../../../src/domain/plain-text-html.ts";
import { compareHeld } from "../../../src/migration/compare-held.ts";
import { textId } from "../../../src/targets/classic/comment-id.ts";
import { createClassicApi } from "../../../src/targets/classic/public-api.ts";
import { classicSchema } from "../../../src/targets/classic/schema.ts";
import { textOfHtml } from "../../../src/targets/classic/text-of-html.ts";
import { anyText } from "../../d1/comment-row-arbitrary.ts";
import { row } from "../../d1/stored-rows.ts";
import type { SqliteTransport } from "../../parts/d1/sqlite-transport.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;
const map = schemaMap().parse("content=plain, content_html=html");

function written(sourceId: string, content: string, more: Partial<CommentRow> = {}): CommentRow {
  return row(sourceId, { content, contentHash: contentHash("/p/", "Ada", content), ...more });
}

function both(transport: SqliteTransport) {
  return transport.database.prepare("SELECT plain, html FROM comments ORDER BY id").all();
}

describe.each([
  ["text", "a <b>\nc", { plain: "a <b>\nc", html: "<p>a &lt;b&gt;<br>\nc</p>" }, "b & c"],
  [
    "html",
    '<p>a <em>b</em><br>c</p><p><a href="https://x.example/">see</a></p>',
    {
      plain: "a b\nc\nsee (https://x.example/)",
      html: '<p>a <em>b</em><br>c</p><p><a href="https://x.example/">see</a></p>',
    },
    "<p>b &amp; c</p>",
  ],
] as const)("With content-format %s, a text and an HTML column", (format, given, kept, later) => {
  const schema = classicSchema(map, { contentFormat: format });
  const open = () => openSchema(schema);

  it("get both forms of a comment", async () => {
    const { target, transport } = await open();
    await target.importRows([written("$a", given)], never);
    expect(both(transport)).toEqual([kept]);
    const [held] = await target.readHeld("all", never);
    expect(held).toMatchObject({ isAsWritten: true, kept: { content: given } });
  });

  it("both follow an edit", async () => {
    const { target, transport } = await open();
    await target.importRows([written("$a", given)], never);
    const [held] = await target.readHeld("all", never);
    if (held === undefined) throw new Error("nothing is held");
    await target.editComments([{ held, row: written("$a", later) }], never);
    expect(both(transport)).toEqual([{ plain: "b & c", html: "<p>b &amp; c</p>" }]);
    const [edited] = await target.readHeld("all", never);
    expect(edited).toMatchObject({ isAsWritten: true, kept: { content: later } });
  });

  it("are both emptied where a removed comment has replies, and both gone after a rollback", async () => {
    const { target, transport } = await open();
    await target.importRows(
      [written("$a", given), written("$b", given, { parentSourceId: "$a" })],
      never,
    );
    const held = await target.readHeld("all", never);
    await target.removeComments(held.slice(0, 1), never);
    expect(both(transport)).toEqual([{ plain: "[removed]", html: "<p>[removed]</p>" }, kept]);
    const [first] = await target.readHeld("all", never);
    expect(first).toMatchObject({ isEmptied: true, isAsWritten: true });
    expect(await target.undoSome("refuse", never)).toMatchObject({ deleted: 2 });
    expect(both(transport)).toEqual([]);
  });

  it.each(["plain", "html"])(
    "differ from what was written where somebody changed only %s",
    async (column) => {
      const { target, transport } = await open();
      const row = written("$a", given);
      await target.importRows([row], never);
      transport.database.exec(`UPDATE comments SET ${column} = 'changed'`);
      const held = await target.readHeld("all", never);
      expect(held).toMatchObject([{ isAsWritten: false, kept: { content: "changed" } }]);
      expect(compareHeld([row], target.asKept([row]), held)).toMatchObject([{ kind: "text" }]);
    },
  );

  it("are compared with what the public API says of the one that was written", () => {
    const api = createClassicApi({ map, contentFormat: format });
    const { comments } = api.read([{ id: 1, ...kept, author_name: "Ada", created_at: 1 }]);
    expect(comments[0]?.content).toBe(given);
  });
});

it("an HTML column is refused beside Markdown, of which no HTML is made", () => {
  expect(() => classicSchema(map, { contentFormat: "markdown" })).toThrow(/content-format is mark/);
});

it("the text of HTML has what a picture shows, and where links lead", () => {
  expect(
    textOfHtml(
      '<p>see <a href="https://x.example/">https://x.example/</a></p><ul><li>one</li><li>two</li></ul><img alt="a cat" src="https://x.example/c.png">',
    ),
  ).toBe("see https://x.example/\none\ntwo\n\na cat https://x.example/c.png");
});

it("the text of what was text is that text, but for its blank lines and control characters", () => {
  const words = (text: string) => text.replace(/[\s\0]+/g, " ").trim();
  fc.assert(
    fc.property(anyText, (text) => {
      expect(words(textOfHtml(plainTextHtml(text)))).toBe(words(text));
    }),
  );
});

describe("A column for addresses", () => {
  it("has them or their MD5 where authors gives them, and nothing else", async () => {
    const schema = classicSchema(schemaMap().parse("email=mail, email_md5=md5"));
    const { target, transport } = await openSchema(schema);
    const email = "Ada@x.example";
    const author = { isOwner: false, email };
    await target.importRows([row("$a", { author }), row("$b")], never);
    const md5 = createHash("md5").update("ada@x.example").digest("hex");
    expect(transport.database.prepare("SELECT mail, md5 FROM comments").all()).toEqual([
      { mail: email, md5 },
      { mail: "", md5: "" },
    ]);
  });
});

describe("An id that is a text", () => {
  it.each([
    ["uuid", /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/],
    ["hex", /^[\da-f]{32}$/],
    ["ulid", /^[0-9A-HJKMNP-TV-Z]{26}$/],
  ] as const)(
    "has the form of a %s, is the same each time, and names parents",
    async (ids, form) => {
      const schema = classicSchema(schemaMap().parse(`ids=${ids}`));
      const rows = [row("$a"), row("$b", { parentSourceId: "$a" })];
      const seen = [];
      for (let run = 0; run < 2; run += 1) {
        const { target, transport } = await openSchema(schema);
        await target.importRows(rows, never);
        seen.push(transport.database.prepare("SELECT id, parent_id FROM comments").all());
      }
      const [first, second] = seen;
      expect(second).toEqual(first);
      const root = first?.find(({ parent_id }) => parent_id === null);
      expect(root?.["id"]).toMatch(form);
      expect(first?.map(({ parent_id }) => parent_id).sort()).toEqual([root?.["id"], null].sort());
    },
  );

  it("differs between sources that have the same ids", () => {
    const ids = ["disqus:a", "disqus:b"].map((source) => textId(row("1", { source }), "uuid"));
    expect(new Set(ids).size).toBe(2);
  });
});
