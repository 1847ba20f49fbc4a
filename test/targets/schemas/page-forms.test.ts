import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classicNames, type PageForm, pageForms } from "../../../src/domain/classic-map.ts";
import { contentHash } from "../../../src/domain/content-hash.ts";
import { pageKey } from "../../../src/targets/classic/page-key.ts";
import { createClassicApi } from "../../../src/targets/classic/public-api.ts";
import { classicSchema } from "../../../src/targets/classic/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { targetOn } from "../../parts/d1/target-on.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;
const origin = "https://blog.example";

const mapped = (pageForm: PageForm) => ({ ...classicNames, pageForm });

describe("A page is named", () => {
  const pageId = "/blog/caf%C3%A9%20notes/";
  it.each<[PageForm, string]>([
    ["path", "/blog/caf%C3%A9%20notes/"],
    ["path-decoded", "/blog/café notes/"],
    ["bare-path", "/blog/caf%C3%A9%20notes"],
    ["bare-path-decoded", "/blog/café notes"],
    ["trimmed", "blog/caf%C3%A9%20notes"],
    ["trimmed-decoded", "blog/café notes"],
    ["slug", "caf%C3%A9%20notes"],
    ["slug-decoded", "café notes"],
    ["address", "https://blog.example/blog/caf%C3%A9%20notes/"],
  ])("by page_form=%s as %s, in the table and for the public API", async (form, name) => {
    const schema = classicSchema(mapped(form), { origin });
    const { target, transport } = await openSchema(schema);
    await target.importRows([row("$a", { pageId })], never);
    expect(transport.database.prepare("SELECT page_id FROM comments").all()).toEqual([
      { page_id: name },
    ]);
    const api = createClassicApi({ map: mapped(form), origin });
    expect(api.path(pageId, undefined)).toBe(`/comments/${encodeURIComponent(name)}`);
  });

  it("by what follows from a path that is no valid encoding, as it is", () => {
    expect(pageKey("/100%/", "slug-decoded")).toBe("100%");
  });
});

it("the home page has no name without its slashes, and its comments are refused", async () => {
  const { target, transport } = await openSchema(classicSchema(mapped("slug")));
  await expect(target.importRows([row("$a", { pageId: "/" })], never)).rejects.toMatchObject({
    code: "page-without-key",
    message: expect.stringContaining("The page / has an empty name"),
  });
  expect(transport.database.prepare("SELECT * FROM comments").all()).toEqual([]);
});

it("the whole address is refused where the site's own is not known", () => {
  expect(() => classicSchema(mapped("address"))).toThrow(/site's own address is not known/);
});

it("another address of the site is another name of its pages, so that a later run is refused", async () => {
  const { target, transport } = await openSchema(classicSchema(mapped("address"), { origin }));
  await target.importRows([row("$a")], never);
  const moved = classicSchema(mapped("address"), { origin: "https://other.example" });
  await expect(
    targetOn(transport, {}, moved).prepare({ readOnly: false }, never),
  ).rejects.toMatchObject({ code: "ledger-of-another-column-map" });
});

describe("A page whose name another page's comments have", () => {
  it("gets none of its own, and both are named", async () => {
    const { target, transport } = await openSchema(classicSchema(mapped("slug")));
    await target.importRows([row("$a", { pageId: "/2023/hello/" })], never);
    await expect(
      target.importRows([row("$b", { pageId: "/2024/hello/" })], never),
    ).rejects.toMatchObject({
      code: "page-name-taken",
      message: expect.stringContaining("/2024/hello/ and /2023/hello/"),
    });
    expect(transport.database.prepare("SELECT count(*) AS n FROM comments").all()).toEqual([
      { n: 1 },
    ]);
  });

  it("does not take over that name with comments that follow it", async () => {
    const { target } = await openSchema(classicSchema(mapped("slug")));
    await target.importRows(
      [row("$a", { pageId: "/2023/hello/" }), row("$b", { pageId: "/2024/hi/" })],
      never,
    );
    await expect(
      target.followPages([row("$b", { pageId: "/2024/hello/" })], never),
    ).rejects.toMatchObject({ code: "page-name-taken" });
  });

  it("is the same page where it moved and kept its name: nobody is left behind", async () => {
    const { target, transport } = await openSchema(classicSchema(mapped("slug")));
    const before = contentHash("/2023/hello/", "Ada", "Hello");
    await target.importRows([row("$a", { pageId: "/2023/hello/", contentHash: before })], never);
    transport.database.exec(
      "INSERT INTO comments (page_id, author_name, content, created_at) VALUES ('hello', 'R', 'x', '2025-01-01T00:00:00.000Z')",
    );
    const to = "/2024/hello/";
    const { moved } = await target.followPages([row("$a", { pageId: to })], never);
    expect(moved).toEqual([{ from: "/2023/hello/", to, comments: 1 }]);
    expect((await target.countReaders(moved, never)).size).toBe(0);
    const [held] = await target.readHeld("all", never);
    expect(held).toMatchObject({ pageId: to, isAsWritten: true, kept: { page: "hello" } });
    await target.importRows([row("$a", { pageId: to }), row("$b", { pageId: to })], never);
    expect(await target.readHeld("all", never)).toHaveLength(2);
  });
});

describe("A page that moved and kept its name", () => {
  const from = "/2023/hello/";
  const to = "/2024/hello/";
  const rowOn = (pageId: string, id: string) =>
    row(id, {
      pageId,
      content: "x".repeat(300),
      contentHash: contentHash(pageId, "Ada", "x".repeat(300)),
    });
  const ids = Array.from({ length: 120 }, (_, index) => `$${index}`);

  it("is followed in as many transactions as it needs", async () => {
    const { target } = await openSchema(classicSchema(mapped("slug")), 9_000);
    await target.importRows(
      ids.map((id) => rowOn(from, id)),
      never,
    );
    const rows = ids.map((id) => rowOn(to, id));
    expect(await target.followPages(rows, never)).toMatchObject({ moved: [{ comments: 120 }] });
    await target.importRows([...rows, rowOn(to, "$new")], never);
    const held = await target.readHeld("all", never);
    expect(held.every(({ isAsWritten, pageId }) => isAsWritten && pageId === to)).toBe(true);
    expect(held).toHaveLength(121);
  });

  it("may leave comments behind that its source has no more, and still gets new ones", async () => {
    const { target } = await openSchema(classicSchema(mapped("slug")));
    await target.importRows([rowOn(from, "$a"), rowOn(from, "$gone")], never);
    await target.followPages([rowOn(to, "$a")], never);
    await target.importRows([rowOn(to, "$a"), rowOn(to, "$new")], never);
    expect(await target.readHeld("all", never)).toHaveLength(3);
  });
});

it("two pages have two names by their path, decoded path, path without slashes, and address", () => {
  const segment = fc.stringMatching(/^[a-z0-9%é -]{1,6}$/).map(encodeURIComponent);
  const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((all) => `/${all.join("/")}/`);
  fc.assert(
    fc.property(path, path, (one, other) => {
      fc.pre(one !== other);
      for (const form of pageForms.filter((name) => !name.startsWith("slug"))) {
        expect(pageKey(one, form, origin)).not.toBe(pageKey(other, form, origin));
      }
    }),
  );
});
