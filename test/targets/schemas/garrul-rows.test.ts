import { expect, it } from "vitest";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { targetOn } from "../../parts/d1/target-on.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;

it("comments of two blogs whose sources count from 1 are in one Garrul side by side", async () => {
  const { target, transport } = await openSchema(garrulSchema());
  // Source: Garrul's src/db/migrations/0009_import_tracking.sql.
  transport.database.exec(
    "CREATE UNIQUE INDEX comments_import_idx ON comments (import_source, import_id) WHERE import_source IS NOT NULL",
  );
  const source = "https://other.example (WordPress)";
  const other = targetOn(transport, { owner: { sources: [source] } }, garrulSchema());
  await target.importRows([row("1")], never);
  await other.importRows([row("1", { source, pageId: "/other/" })], never);
  expect(transport.database.prepare("SELECT count(*) AS n FROM comments").get()).toEqual({ n: 2 });
});
