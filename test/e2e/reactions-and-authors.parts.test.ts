import { expect, it } from "vitest";
import { z } from "zod";
import { cwdSchema } from "../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../src/targets/garrul/schema.ts";
import { walineSchema } from "../../src/targets/waline/schema.ts";
import { row } from "../d1/stored-rows.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { cwdSystem, garrulSystem } from "./comment-systems.ts";
import { opened } from "./open-system.ts";
import { walineSystem } from "./systems/waline.ts";

// Reactions and the owner's mark as the comment systems' own Workers show them on workerd.

const never = new AbortController().signal;
const owner = { isOwner: true, email: "owner@blog.example", url: "https://blog.example" };
const reactions = [
  { key: "👍🏽", count: 3 },
  { key: "❤️", count: 2 },
  { key: "👎", count: 1 },
  { key: "🎉", count: 1 },
];
const rows = [
  row("$1", { reactions, author: owner, authorName: "Owner" }),
  row("$2", { reactions: [{ key: "❤", count: 1 }] }),
];

describeWith("garrul")("Garrul", () => {
  const system = opened(garrulSystem, garrulSchema());
  const shown = () => system.get("/comments?slug=/p/&sort=old");

  it("shows reactions and votes, and the owner's ghost as anybody's", async () => {
    await system.target.importRows(rows, never);
    expect(await shown()).toMatchObject({
      threads: [
        {
          author: { name: "Owner", provider: "anon" },
          reactions: [{ kind: "love", count: 2, mine: false }],
          score_up: 3,
          score_down: 1,
        },
        { reactions: [{ kind: "love", count: 1, mine: false }], score_up: 0, score_down: 0 },
      ],
    });
    expect(
      await system.ask("SELECT count(*) FROM users WHERE is_admin <> 0 OR role <> 'user'"),
    ).toBe(0);
  });

  it("has none of them after a rollback, and no ghost", async () => {
    await system.target.undoSome("refuse", never);
    const tables = ["comments", "reactions", "votes", "users"];
    const counts = tables.map((table) => system.ask(`SELECT count(*) FROM ${table}`));
    expect(await Promise.all(counts)).toEqual([0, 0, 0, 0]);
  });
});

describeWith("cwd")("CWD", () => {
  const system = opened(cwdSystem, cwdSchema(), [
    "CREATE TABLE IF NOT EXISTS Settings (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "INSERT INTO Settings (key, value) VALUES ('comment_admin_email', 'owner@blog.example')",
  ]);

  it("shows likes, the owner's mark and site", async () => {
    await system.target.importRows(rows, never);
    const { data } = z
      .object({ data: z.array(z.unknown()) })
      .parse(await system.get("/comments?post_slug=/p/&nested=false"));
    expect(data).toHaveLength(2);
    expect(data).toContainEqual(
      expect.objectContaining({
        name: "Owner",
        isAdmin: true,
        likes: 3,
        url: "https://blog.example",
      }),
    );
    expect(data).toContainEqual(expect.objectContaining({ name: "Ada", isAdmin: false, likes: 0 }));
  });
});

describeWith("waline")("Waline", () => {
  const system = opened(walineSystem, walineSchema(), [
    "INSERT INTO wl_Users (display_name, email, type) VALUES ('The owner', 'owner@blog.example', 'administrator')",
  ]);

  it("shows likes, and the owner's comments as the administrator's", async () => {
    await system.target.importRows(rows, never);
    const { data } = z
      .object({ data: z.object({ data: z.array(z.unknown()) }) })
      .parse(await system.get("/comment?path=/p/&sortBy=insertedAt_asc"));
    expect(data.data).toMatchObject([
      { nick: "The owner", type: "administrator", like: 3, link: "https://blog.example" },
      { nick: "Ada", type: "", like: 0, link: "", avatar: "" },
    ]);
    expect(await system.ask("SELECT count(*) FROM wl_Users")).toBe(1);
  });
});
