import { schemaMap } from "../../../src/config/schema-map.ts";

/** Names of a comment table as many are made by hand. */
export const handMade = schemaMap().parse(
  "table=comment, page_id=post_slug, author_name=author, content=body, created_at=created_at, time=s, ip_address=-, content_hash=-, fixed.approved=1",
);

/** Names that SQL, JSON, a pattern for parameters or a splitter of scripts could trip over. */
export const oddNames = schemaMap().parse({
  table: `my "comments"; DROP TABLE x -- [a]`,
  id: "post-id",
  page_id: "post id, ?1",
  parent_id: "in reply to `it`",
  author_name: 'it\'s "me"; BEGIN',
  content: "order",
  created_at: "/* when */ ?2",
  ip_address: "END; CASE",
  content_hash: "%_$1]",
  content_html: "select",
  "fixed.a=b'": 'it\'s ?1; "x"',
});

/** A text column and an HTML column, and pages by another form of their address. */
export const textAndHtml = schemaMap().parse(
  "content_html=html, ids=hex, page_form=path-decoded, time=ms",
);
