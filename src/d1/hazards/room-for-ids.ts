import { z } from "zod";
import { type Statement, statement } from "../sql/statement.ts";
import type { Row } from "../transport/transport.ts";
import { hazardMessages } from "./messages.ts";

/** More comments than a site has. */
const room = 10_000_000n;
const highestOf = z.array(z.object({ id: z.string().nullable() }));

/** The statement that returns the highest id, for {@link checkRoomForIds}: as text, which is exact. */
export function readHighestId(highest: string): Statement {
  return statement(`SELECT CAST(${highest} AS TEXT) AS id`);
}

/**
 * D1 returns numbers as JavaScript's, so a comment with an id past 2^53 could not be found again.
 * Source: https://developers.cloudflare.com/d1/worker-api/#type-conversion
 * @throws MigrationError `ids-too-large`
 */
export function checkRoomForIds(table: string, rows: readonly Row[]): void {
  const id = highestOf.parse(rows)[0]?.id ?? "0";
  const limit = Number.MAX_SAFE_INTEGER;
  if (BigInt(id) + room <= limit) return;
  throw hazardMessages.error("ids-too-large", { table, id, limit: String(limit) });
}
