import type { DatabaseTable } from "../../../d1/schema/found-table.ts";
import { guessMap } from "./guess-map.ts";

const namesOfComments =
  /comment|kommentar|coment[aá]rio|commentaire|repl(?:y|ies)|remark|guest_?book|respon[sd]|discussion|feedback|评论|コメント/i;

/**
 * The table that looks most like one of comments; undefined where none does. A table of posts has the
 * same columns, but another name, a title, and no replies.
 */
export function likeliestTable(tables: readonly DatabaseTable[]): DatabaseTable | undefined {
  const [best] = tables
    .map((table) => ({ table, points: pointsOf(table) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points);
  return best?.table;
}

function pointsOf(table: DatabaseTable): number {
  const { map, missing } = guessMap(table, []);
  const isNamed = namesOfComments.test(table.name);
  const hasParent = map.columns.has("parent_id");
  const hasTitle = table.columns.some(({ name }) => /^(?:title|headline|subject)$/i.test(name));
  const hasColumns = !missing.some((problem) => problem.startsWith("no column looks like"));
  if (!hasColumns || !(isNamed || (hasParent && !hasTitle))) return 0;
  const isPlain = /^comments?$/i.test(table.name);
  return 10 + (isPlain ? 4 : 0) + (isNamed ? 4 : 0) + (hasParent ? 2 : 0) - missing.length;
}
