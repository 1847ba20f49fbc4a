import type { IdForm } from "../../domain/classic-map.ts";
import type { CommentRow } from "../../domain/comment-row.ts";
import { derivedUlid } from "../derived-ids/derived-ulid.ts";
import { derivedUuid } from "../derived-ids/derived-uuid.ts";

/** The id of a comment as a text, which follows from its source and its id there. */
export function textId(row: CommentRow, form: Exclude<IdForm, "number">): string {
  const key = `${row.source} ${row.sourceId}`;
  switch (form) {
    case "uuid":
      return derivedUuid(key);
    case "hex":
      return derivedUuid(key).replaceAll("-", "");
    case "ulid":
      return derivedUlid(Date.parse(row.createdAt), key);
  }
}
