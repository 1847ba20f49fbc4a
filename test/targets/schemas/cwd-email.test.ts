import { expect, it } from "vitest";
import { contentHash } from "../../../src/domain/content-hash.ts";
import { cwdSchema } from "../../../src/targets/cwd/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;

const ada = row("$a", { authorName: "Ada" });
const owner = row("$b", { authorName: "Owner", author: { isOwner: true, email: "o@x.example" } });
const handle = row("$c", { authorName: "o@x.example" });

it("an author without an address has one that CWD's panel saves, and that nobody is written to at", async () => {
  const { target, transport } = await openSchema(cwdSchema());
  await target.importRows([ada, owner, handle], never);
  const emails = transport.database.prepare("SELECT email FROM Comment ORDER BY id").all();
  expect(emails.map(({ email }) => email)).toEqual(["Ada", "o@x.example", "o at x.example"]);
});

it.each([
  ["what the migration put in its place", "Ada", "Ada L."],
  ["nothing, as earlier releases left it", "", "Ada L."],
  ["what the site's owner put in its place", "ada@x.example", "ada@x.example"],
])(
  "when a name changes at its source, an address that is %s follows as it should",
  async (_, before, after) => {
    const { target, transport } = await openSchema(cwdSchema());
    await target.importRows([ada], never);
    transport.database.prepare("UPDATE Comment SET email = ?").run(before);
    const [held] = await target.readHeld("all", never);
    if (held === undefined) throw new Error("nothing is held");
    const renamed = { ...ada, authorName: "Ada L." };
    const contentHashNow = contentHash(renamed.pageId, renamed.authorName, renamed.content);
    await target.editComments([{ held, row: { ...renamed, contentHash: contentHashNow } }], never);
    expect(transport.database.prepare("SELECT name, email FROM Comment").get()).toEqual({
      name: "Ada L.",
      email: after,
    });
  },
);
