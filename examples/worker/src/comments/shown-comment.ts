import { z } from "zod";
import { contentFormat, type Env } from "../env.ts";
import { renderedMarkdown } from "./rendered-markdown.ts";

/** The columns of {@link shownRow}. */
export const shownColumns = "id, parent_id, author_name, content, created_at, is_owner, ip_address";

/** A row that readers may see. */
export const shownRow = z.object({
  id: z.number(),
  parent_id: z.number().nullable(),
  author_name: z.string(),
  content: z.string(),
  created_at: z.string(),
  is_owner: z.number(),
  ip_address: z.string().nullable(),
});

// What the migration writes in the place of a writer.
const moved = "migrated";

/** A comment as the answers have it: `html` where `content` is Markdown. */
export interface ShownComment {
  readonly id: number;
  readonly parent_id: number | null;
  readonly author_name: string;
  readonly content: string;
  readonly created_at: string;
  readonly is_owner?: true;
  readonly html?: string;
}

/** A row as the answers have it. */
export function shownComment(
  { is_owner: isOwner, ip_address: writer, ...comment }: z.infer<typeof shownRow>,
  env: Env,
): ShownComment {
  return {
    ...comment,
    ...(isOwner === 1 ? { is_owner: true } : {}),
    ...(contentFormat(env) === "markdown"
      ? { html: renderedMarkdown(comment.content, writer === moved ? "migration" : "reader") }
      : {}),
  };
}
