import { expect, it } from "vitest";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;

const on = (id: string, pageId: string, pageTitle = "Rye\n bread") =>
  row(id, { pageId, pageTitle });

it("a page has its title and address in Garrul, for links, feeds and mails", async () => {
  const { target, transport } = await openSchema(garrulSchema("https://blog.example"));
  await target.importRows([on("$a", "/rye/"), on("$b", "/rye/"), on("$c", "/x/", "")], never);
  expect(
    transport.database.prepare("SELECT slug, title, url FROM posts ORDER BY slug").all(),
  ).toEqual([
    { slug: "/rye/", title: "Rye bread", url: "https://blog.example/rye/" },
    { slug: "/x/", title: null, url: "https://blog.example/x/" },
  ]);
});

it("a page that Garrul knows keeps what it has, and gets what it lacks", async () => {
  const { target, transport } = await openSchema(garrulSchema("https://blog.example"));
  transport.database.exec(
    `INSERT INTO posts (slug, title, url, created_at) VALUES ('/rye/', 'Its own', NULL, 5)`,
  );
  await target.importRows([on("$a", "/rye/")], never);
  expect(transport.database.prepare("SELECT * FROM posts").all()).toMatchObject([
    { title: "Its own", url: "https://blog.example/rye/", created_at: 5 },
  ]);
});

it("no address is made up for a site without an origin", async () => {
  const { target, transport } = await openSchema(garrulSchema());
  await target.importRows([on("$a", "/rye/")], never);
  expect(transport.database.prepare("SELECT url FROM posts").all()).toEqual([{ url: null }]);
});
