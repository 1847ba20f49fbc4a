import type { ExportedPost } from "./export-format.ts";

/**
 * The posts of a thread of a site that its export doesn't name. Many systems count comments from 1, so
 * that those of two sites have the same ids, and a comment of the one would be taken for that of the
 * other: an id that is a number gets the post's time, which an edit leaves as it is.
 */
export function namelessPosts(posts: readonly ExportedPost[]): readonly ExportedPost[] {
  const times = new Map(posts.map(({ id, createdAt }) => [id, createdAt]));
  const idOf = (id: string) => {
    const time = times.get(id) ?? null;
    return time !== null && /^\d+$/.test(id) ? `${id}-${time}` : id;
  };
  return posts.map((post) => ({
    ...post,
    id: idOf(post.id),
    parent: post.parent === null ? null : idOf(post.parent),
  }));
}
