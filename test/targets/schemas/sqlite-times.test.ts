import { expect, it } from "vitest";
import { classicNames } from "../../../src/domain/classic-map.ts";
import { compareHeld } from "../../../src/migration/compare-held.ts";
import { classicSchema } from "../../../src/targets/classic/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;
const schema = classicSchema({ ...classicNames, time: "sqlite" });

it("times as SQLite writes them sort among readers' own, and are verified to the second", async () => {
  const { transport, target } = await openSchema(schema);
  transport.database.exec(
    "INSERT INTO comments (page_id, author_name, content, created_at) VALUES ('/p/', 'R', 'mine', '2024-01-05 12:00:00')",
  );
  const rows = [
    row("$a", { createdAt: "2024-01-05T10:00:00.999Z" }),
    row("$b", { createdAt: "2024-01-05T13:00:00.000Z", parentSourceId: "$a" }),
  ];
  await target.importRows(rows, never);
  const times = transport.database.prepare("SELECT created_at AS t FROM comments ORDER BY t").all();
  expect(times.map(({ t }) => t)).toEqual([
    "2024-01-05 10:00:00",
    "2024-01-05 12:00:00",
    "2024-01-05 13:00:00",
  ]);
  const held = await target.readHeld("all", never);
  expect(held.map(({ kept }) => kept?.createdAt)).toEqual([
    "2024-01-05T10:00:00.000Z",
    "2024-01-05T13:00:00.000Z",
  ]);
  expect(compareHeld(rows, target.asKept(rows), held)).toEqual([]);
});
