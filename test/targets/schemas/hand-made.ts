import { schemaMap } from "../../../src/config/schema-map.ts";

/** Names of a comment table as many are made by hand. */
export const handMade = schemaMap().parse(
  "table=comment, page_id=post_slug, author_name=author, content=body, created_at=created_at, time=s, ip_address=-, content_hash=-, fixed.approved=1",
);
