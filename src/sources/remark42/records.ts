import { z } from "zod";

/**
 * The first line of a backup: what its site knows of users and pages beside their comments. Addresses of
 * users, which they gave to get notifications, are not read.
 * Source: remark42, `backend/app/migrator/native.go` (meta) and `backend/app/store/service/service.go`
 * (PostMetaData). Go writes an empty list as null where it was never filled.
 */
export const firstLine = z.object({
  // remark42 itself still reads 0, which was before there were numbers.
  version: z.literal([0, 1]),
  users: z.array(z.unknown()).nullable(),
  posts: z.array(z.object({ url: z.string(), read_only: z.boolean().optional() })).nullable(),
});

/**
 * Any further line: a comment. Its `ip`, `voted_ips` and picture are not read; nor `orig`, the Markdown that it
 * was written in, which readers never saw and nobody sanitized.
 * Source: remark42, `backend/app/store/comment.go` and `user.go`.
 */
export const commentLine = z.object({
  id: z.string(),
  pid: z.string().default(""),
  /** HTML, sanitized by remark42; empty where it was deleted. */
  text: z.string().default(""),
  /** Its name as HTML that shows it. */
  user: z.object({ name: z.string(), id: z.string(), admin: z.boolean().default(false) }),
  /** The page's address as an attribute of HTML has it. */
  locator: z.object({ site: z.string().default(""), url: z.string() }),
  score: z.number().default(0),
  /** By voter; not in backups of today's versions. */
  votes: z.record(z.string(), z.boolean()).nullish(),
  time: z.string(),
  edit: z.object({ time: z.string() }).nullish(),
  delete: z.boolean().default(false),
  /** The page's, as HTML that shows it. */
  title: z.string().default(""),
});

/** A comment as a backup has it. */
export type WrittenComment = z.infer<typeof commentLine>;
