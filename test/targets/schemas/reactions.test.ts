import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { schemaMap } from "../../../src/config/schema-map.ts";
import type { TargetSchema } from "../../../src/d1/schema/target-schema.ts";
import type { CommentRow } from "../../../src/domain/comment-row.ts";
import { numberOfReactions } from "../../../src/domain/reactions.ts";
import { classicSchema } from "../../../src/targets/classic/schema.ts";
import { commentKitSchema } from "../../../src/targets/comment-kit/schema.ts";
import { cwdSchema } from "../../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { momoSchema } from "../../../src/targets/momo/schema.ts";
import { twikooSchema } from "../../../src/targets/twikoo/schema.ts";
import { walineSchema } from "../../../src/targets/waline/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import type { SqliteTransport } from "../../parts/d1/sqlite-transport.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;
const map = "reactions=emoji, is_owner=owner, email_hash=mail, author_url=site";
const mapped = classicSchema(schemaMap().parse(map));

const owner = {
  isOwner: true,
  email: "o@x.example",
  emailHash: "0f".repeat(32),
  url: "https://x.example",
};
const reactions = [
  { key: "👍", count: 3 },
  { key: "1", count: 2 },
  { key: "❤️", count: 2 },
  { key: "👎🏿", count: 1 },
];

/** What a query finds, as plain objects. */
function ask({ database }: SqliteTransport, sql: string) {
  return database
    .prepare(sql)
    .all()
    .map((found) => ({ ...found }));
}

const tallies = `SELECT kind, count(*) AS n FROM reactions GROUP BY kind
  UNION ALL SELECT CASE value WHEN 1 THEN 'up' ELSE 'down' END, count(*) FROM votes GROUP BY value`;
const scores =
  "SELECT coalesce(sum(score_up), 0) AS up, coalesce(sum(score_down), 0) AS down FROM comments";

describe("in Garrul's database", () => {
  it("reactions are rows of its kinds, and thumbs are votes, each by a ghost of its own", async () => {
    const { target, transport } = await openSchema(garrulSchema());
    await target.importRows([row("$1", { reactions }), row("$2", { reactions })], never);
    expect(ask(transport, tallies)).toEqual([
      { kind: "love", n: 4 },
      { kind: "down", n: 2 },
      { kind: "up", n: 6 },
    ]);
    expect(ask(transport, scores)).toEqual([{ up: 6, down: 2 }]);
    expect(
      ask(
        transport,
        "SELECT comment_id FROM votes GROUP BY comment_id, user_id HAVING count(*) > 1",
      ),
    ).toEqual([]);
  });

  it("people who reacted are as many ghosts as the most frequent reaction has, for all comments", async () => {
    const { target, transport } = await openSchema(garrulSchema());
    await target.importRows([row("$1", { reactions }), row("$2", { reactions })], never);
    const ghosts = "SELECT id, provider, provider_id FROM users WHERE name LIKE 'Moved reaction %'";
    const found = ask(transport, ghosts);
    expect(found).toHaveLength(4);
    for (const { id, provider, provider_id: providerId } of found) {
      expect(id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
      expect([provider, providerId]).toEqual(["anon", `migrated:${id}`]);
    }
  });

  it("every reaction is written or counted as without a place, and none twice", async () => {
    const keys = fc.constantFrom(
      "👍",
      "👍🏽",
      "👎",
      "🔥",
      "❤",
      "😮",
      "😂",
      "🤔",
      "😢",
      "🎉",
      "ok",
      "",
    );
    const some = fc.uniqueArray(fc.record({ key: keys, count: fc.integer({ min: 1, max: 12 }) }), {
      selector: ({ key }) => key,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(some, { maxLength: 8 }), fc.nat(8), async (given, end) => {
        const { target, transport, another } = await openSchema(garrulSchema(), 13_000);
        const rows = given.map((each, index) => row(`$${index}`, { reactions: each }));
        await another("first").importRows(rows.slice(0, end), never);
        await target.importRows(rows, never);
        await target.importRows(rows, never);
        const written = ask(transport, tallies).reduce((sum, { n }) => sum + Number(n), 0);
        const unplaced = rows.map((one) => target.withoutPlace(one).reactions);
        const all = rows.map((one) => numberOfReactions(one.reactions));
        expect(written + sum(unplaced)).toBe(sum(all));
        expect(await target.undoSome("refuse", never)).toMatchObject({ deleted: rows.length });
        expect(ask(transport, tallies)).toEqual([]);
        expect(ask(transport, "SELECT * FROM users")).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it("a flood of reactions is cut at a thousand of a kind, and the rest counted", async () => {
    const { target, transport } = await openSchema(garrulSchema());
    const flooded = row("$1", { reactions: [{ key: "🔥", count: 1_500 }] });
    await target.importRows([flooded], never);
    expect(ask(transport, tallies)).toEqual([{ kind: "fire", n: 1_000 }]);
    expect(target.withoutPlace(flooded).reactions).toBe(500);
  });

  it("the owner's ghost is no admin: what can't be marked is counted", async () => {
    const { target, transport } = await openSchema(garrulSchema());
    const own = row("$1", { author: owner });
    transport.database.exec(
      "ALTER TABLE users ADD COLUMN is_admin INTEGER NOT NULL DEFAULT 0; ALTER TABLE users ADD COLUMN role TEXT NOT NULL DEFAULT 'user'",
    );
    await target.importRows([own], never);
    expect(ask(transport, "SELECT is_admin, role FROM users")).toEqual([
      { is_admin: 0, role: "user" },
    ]);
    expect(target.withoutPlace(own)).toEqual({ reactions: 0, isOwner: true });
  });

  it("ghosts stay as long as one of their reactions does", async () => {
    const { target, transport } = await openSchema(garrulSchema());
    await target.importRows([row("$1", { reactions })], never);
    transport.database.exec(
      `INSERT INTO posts (slug, created_at) VALUES ('/other/', 1);
      INSERT INTO users (id, provider, name, created_at) VALUES ('reader', 'anon', 'Reader', 1);
      INSERT INTO comments (id, post_slug, user_id, body_md, body_html, renderer_version, status, created_at, depth)
      VALUES ('live', '/other/', 'reader', 'x', 'x', 2, 'approved', 1, 1);
      INSERT INTO reactions SELECT 'live', id, 'fire', 1 FROM users WHERE name = 'Moved reaction 1'`,
    );
    await target.undoSome("refuse", never);
    expect(ask(transport, "SELECT name FROM users ORDER BY name")).toEqual([
      { name: "Moved reaction 1" },
      { name: "Reader" },
    ]);
  });
});

describe("in CWD's table", () => {
  it("thumbs are likes, and the author's address and site are the comment's", async () => {
    const { target, transport } = await openSchema(cwdSchema());
    const rows = [row("$1", { reactions, author: owner }), row("$2")];
    await target.importRows(rows, never);
    expect(ask(transport, "SELECT likes, email, url FROM Comment ORDER BY id")).toEqual([
      { likes: 3, email: "o@x.example", url: "https://x.example" },
      { likes: 0, email: row("$2").authorName, url: null },
    ]);
    expect(rows.map((one) => target.withoutPlace(one))).toEqual([
      { reactions: 5, isOwner: false },
      { reactions: 0, isOwner: false },
    ]);
  });

  it("an owner without an address can't be marked", async () => {
    const { target } = await openSchema(cwdSchema());
    const own = row("$1", { author: { isOwner: true } });
    expect(target.withoutPlace(own)).toEqual({ reactions: 0, isOwner: true });
  });
});

describe("in Waline's tables", () => {
  const columns = 'SELECT "like", mail, link, user_id FROM wl_Comment ORDER BY id';

  it("thumbs are likes, and the author's address and site are the comment's", async () => {
    const { target, transport } = await openSchema(walineSchema());
    const rows = [row("$1", { reactions, author: { ...owner, isOwner: false } }), row("$2")];
    await target.importRows(rows, never);
    expect(ask(transport, columns)).toEqual([
      { like: 3, mail: "o@x.example", link: "https://x.example", user_id: null },
      { like: 0, mail: "", link: "", user_id: null },
    ]);
    expect(rows.map((one) => target.withoutPlace(one))).toEqual([
      { reactions: 5, isOwner: false },
      { reactions: 0, isOwner: false },
    ]);
  });

  it("the owner's comments are those of the administrator with the owner's address, if there is one", async () => {
    const { target, transport } = await openSchema(walineSchema());
    transport.database.exec(
      "INSERT INTO wl_Users (id, email, type) VALUES (7, 'o@x.example', 'administrator'), (8, 'guest@x.example', 'guest')",
    );
    const authors = ["O@x.example", "guest@x.example", "nobody@x.example"].map((email) => ({
      isOwner: true,
      email,
    }));
    const rows = authors.map((author, index) => row(`$${index}`, { author }));
    await target.importRows(
      [...rows, row("$ada", { author: { ...owner, isOwner: false } })],
      never,
    );
    const found = ask(transport, "SELECT user_id FROM wl_Comment ORDER BY id");
    expect(found.map(({ user_id: id }) => id)).toEqual([7, null, null, null]);
    expect(ask(transport, "SELECT id FROM wl_Users ORDER BY id")).toEqual([{ id: 7 }, { id: 8 }]);
  });

  it("an owner without an address can't be marked", async () => {
    const { target } = await openSchema(walineSchema());
    const own = row("$1", { author: { isOwner: true } });
    expect(target.withoutPlace(own)).toEqual({ reactions: 0, isOwner: true });
  });
});

describe("in Twikoo's table", () => {
  it("thumbs are likes by users that nobody is, the owner is marked, and the address is kept", async () => {
    const { target, transport } = await openSchema(twikooSchema("twikoo"));
    const { emailHash } = owner;
    const rows = [
      row("$1", { reactions, author: owner }),
      row("$2", { author: { isOwner: false, emailHash } }),
      row("$3"),
    ];
    await target.importRows(rows, never);
    const columns = "like, master, mail, mailMd5, link, uid";
    expect(ask(transport, `SELECT ${columns} FROM comment ORDER BY created`)).toEqual([
      {
        like: '["migrated-1","migrated-2","migrated-3"]',
        ...{ master: 1, mail: owner.email, mailMd5: "", link: owner.url, uid: "" },
      },
      { like: "[]", master: 0, mail: "", mailMd5: emailHash, link: "", uid: "" },
      { like: "[]", master: 0, mail: "", mailMd5: "", link: "", uid: "" },
    ]);
    expect(rows.map((one) => target.withoutPlace(one))).toEqual([
      { reactions: 5, isOwner: false },
      { reactions: 0, isOwner: false },
      { reactions: 0, isOwner: false },
    ]);
  });

  it("no visitor of twikoo-api-worker has the user of a moved comment, not even who has none", async () => {
    const { target, transport } = await openSchema(twikooSchema("twikoo-api-worker"));
    await target.importRows([row("$1"), row("$2"), row("$3")], never);
    const users = ask(transport, "SELECT uid FROM comment").map(({ uid }) => uid);
    for (const uid of users) expect(uid).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(users).size).toBe(3);
  });

  it("those of twikoo-api-worker are up and down, a thousand of each at most", async () => {
    const { target, transport } = await openSchema(twikooSchema("twikoo-api-worker"));
    const flooded = row("$1", {
      reactions: [
        { key: "👍", count: 1_500 },
        { key: "👎🏽", count: 2 },
      ],
    });
    await target.importRows([flooded], never);
    const votes = "SELECT json_array_length(ups) AS ups, downs FROM comment";
    expect(ask(transport, votes)).toEqual([{ ups: 1_000, downs: '["migrated-1","migrated-2"]' }]);
    expect(target.withoutPlace(flooded).reactions).toBe(500);
  });
});

describe("in Momo's table", () => {
  it("the author's address and site are the comment's; without any, a placeholder stands for a name", async () => {
    const { target, transport } = await openSchema(momoSchema());
    const rows = [
      row("$1", { reactions, author: owner }),
      row("$2"),
      row("$3"),
      row("$4", { authorName: "Bob" }),
    ];
    await target.importRows(rows, never);
    const found = ask(transport, "SELECT email, url FROM Comment ORDER BY id");
    expect(found[0]).toEqual({ email: "o@x.example", url: "https://x.example" });
    const placeholders = found.slice(1).map(({ email }) => String(email));
    // Momo's Worker would send mail to what has an @, and its own import leaves out what has none.
    for (const one of placeholders) expect(one).toMatch(/^migrated-[\da-f]{16}$/);
    expect(new Set(placeholders).size).toBe(2);
    expect(rows.slice(0, 2).map((one) => target.withoutPlace(one))).toEqual([
      { reactions: 8, isOwner: false },
      { reactions: 0, isOwner: false },
    ]);
  });

  it("an owner without an address can't be marked", async () => {
    const { target } = await openSchema(momoSchema());
    const own = row("$1", { author: { isOwner: true } });
    expect(target.withoutPlace(own)).toEqual({ reactions: 0, isOwner: true });
  });
});

describe("in comment-kit's database", () => {
  const schema = commentKitSchema("https://blog.example.org");
  const tallied = "SELECT reaction_type AS kind, count(*) AS n FROM votes GROUP BY kind";

  it("reactions are votes of its types, each address once, and the rest is counted", async () => {
    const { target, transport } = await openSchema(schema);
    const laughs = [...reactions, { key: "😂", count: 1 }, { key: "😄", count: 2 }];
    const rows = [row("$1", { reactions: laughs, author: owner }), row("$2", { reactions })];
    await target.importRows(rows, never);
    await target.importRows(rows, never);
    expect(ask(transport, tallied)).toEqual([
      { kind: "heart", n: 4 },
      { kind: "laugh", n: 3 },
      { kind: "thumbs_down", n: 2 },
      { kind: "thumbs_up", n: 6 },
    ]);
    const twice = "SELECT 1 FROM votes GROUP BY comment_id, ip_address, reaction_type";
    expect(ask(transport, `${twice} HAVING count(*) > 1`)).toEqual([]);
    expect(ask(transport, "SELECT author_email, author_url FROM comments ORDER BY id")).toEqual([
      { author_email: "o@x.example", author_url: "https://x.example" },
      { author_email: "", author_url: null },
    ]);
    expect(rows.map((one) => target.withoutPlace(one))).toEqual([
      { reactions: 2, isOwner: true },
      { reactions: 2, isOwner: false },
    ]);
    expect(await target.undoSome("refuse", never)).toMatchObject({ deleted: 2 });
    expect(ask(transport, tallied)).toEqual([]);
  });

  it("a flood of reactions is cut at a thousand of a type, and the rest counted", async () => {
    const { target, transport } = await openSchema(schema);
    const flooded = row("$1", { reactions: [{ key: "🔥", count: 1_500 }] });
    await target.importRows([flooded], never);
    expect(ask(transport, tallied)).toEqual([{ kind: "fire", n: 1_000 }]);
    expect(target.withoutPlace(flooded).reactions).toBe(500);
  });
});

describe("in a table of one's own", () => {
  it("columns that the map adds hold reactions in their order, owner, hash and site", async () => {
    const { target, transport } = await openSchema(mapped);
    await target.importRows([row("$1", { reactions, author: owner }), row("$2")], never);
    expect(ask(transport, "SELECT emoji, owner, mail, site FROM comments ORDER BY id")).toEqual([
      {
        emoji: '{"👍":3,"1":2,"❤️":2,"👎🏿":1}',
        owner: 1,
        mail: owner.emailHash,
        site: "https://x.example",
      },
      { emoji: null, owner: 0, mail: null, site: null },
    ]);
    expect(JSON.stringify(ask(transport, "SELECT * FROM comments"))).not.toContain("o@x.example");
  });

  it("any reactions are JSON that SQLite reads, as far as they can be shown", async () => {
    const any = fc.uniqueArray(
      fc.record({ key: fc.string({ minLength: 1 }), count: fc.integer({ min: 1, max: 99 }) }),
      { selector: ({ key }) => key },
    );
    await fc.assert(
      fc.asyncProperty(any, async (given) => {
        const { target, transport } = await openSchema(mapped);
        const one = row("$1", { reactions: given });
        await target.importRows([one], never);
        const [found] = ask(
          transport,
          "SELECT coalesce(sum(j.value), 0) AS n FROM comments c, json_each(c.emoji) j",
        );
        const unplaced = target.withoutPlace(one).reactions;
        expect(Number(found?.["n"]) + unplaced).toBe(numberOfReactions(given));
      }),
      { numRuns: 40 },
    );
  });

  it.each<[string, TargetSchema, Partial<CommentRow>]>([
    ["reactions", classicSchema(schemaMap().parse("is_owner=owner")), { reactions }],
    ["is_owner", classicSchema(schemaMap().parse("reactions=emoji")), { author: owner }],
  ])("without a column for %s what it would hold is counted", async (_, schema, given) => {
    const { target } = await openSchema(schema);
    const { reactions: count, isOwner } = target.withoutPlace(row("$1", given));
    expect([count, isOwner]).toEqual(given.author === undefined ? [8, false] : [0, true]);
  });
});

it.each([
  ["garrul", garrulSchema()],
  ["cwd", cwdSchema()],
  ["momo", momoSchema()],
  ["comment-kit", commentKitSchema("https://blog.example.org")],
  ["waline", walineSchema()],
  ["classic", mapped],
  ["twikoo", twikooSchema("twikoo")],
  ["twikoo-api-worker", twikooSchema("twikoo-api-worker")],
] as const)(
  "%s writes reactions in the transaction of their comments and entries",
  async (_, schema) => {
    const { target, transport } = await openSchema(schema);
    transport.database.exec(
      `CREATE TRIGGER full BEFORE INSERT ON comment_migration_pages BEGIN SELECT RAISE(ABORT, 'full'); END`,
    );
    await expect(
      target.importRows([row("$1", { reactions, author: owner })], never),
    ).rejects.toThrow(/full/);
    const tables = ["comment_migration_ledger", ...schema.tables.map(({ name }) => name)];
    for (const table of tables) expect(ask(transport, `SELECT * FROM ${table}`)).toEqual([]);
  },
);

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
