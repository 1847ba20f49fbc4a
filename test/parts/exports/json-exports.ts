import { escapeHtml } from "../../../src/sources/html/html-text.ts";
import { type AddressedExample, htmlOf, markdownOf, recordsOf } from "./example-threads.ts";

/** A backup of remark42's site `crumbs` with these threads. */
export function remark42Backup(threads: readonly AddressedExample[]): string {
  const comments = recordsOf(threads).flatMap(({ address, title, comments: own }) =>
    own.map(({ id, parent, author, text, at, isRemoved }) => ({
      id: `c${id}`,
      pid: parent === null ? "" : `c${parent}`,
      text: isRemoved ? "" : htmlOf(text),
      orig: isRemoved ? "" : text,
      user: { name: escapeHtml(author), id: `anonymous_${id}`, admin: false },
      locator: { site: "crumbs", url: escapeHtml(address) },
      score: 0,
      vote: 0,
      time: at,
      delete: isRemoved,
      title: escapeHtml(title),
    })),
  );
  const lines = [{ version: 1, users: [], posts: [] }, ...comments];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** An export of Commento with these threads, by the paths of their addresses. */
export function commentoJson(threads: readonly AddressedExample[]): string {
  const comments = recordsOf(threads).flatMap(({ address, comments: own }) =>
    own.map(({ id, parent, author, text, at, isRemoved }) => ({
      commentHex: `${id}`,
      domain: "blog.example.org",
      url: new URL(address).pathname,
      commenterHex: author,
      markdown: isRemoved ? "[deleted]" : markdownOf(text),
      html: "",
      parentHex: parent === null ? "root" : `${parent}`,
      score: 0,
      state: "approved",
      creationDate: at,
      direction: 0,
      deleted: isRemoved,
    })),
  );
  const names = [...new Set(comments.map(({ commenterHex }) => commenterHex))];
  const commenters = names.map((name) => ({ commenterHex: name, name, email: "", link: "" }));
  return JSON.stringify({ version: 1, comments, commenters });
}

/** What Artalk exports of its site `Crumbs` with these threads; it doesn't keep what was deleted. */
export function artransJson(threads: readonly AddressedExample[]): string {
  const comments = recordsOf(threads).flatMap(({ address, title, comments: own }) =>
    own.flatMap(({ id, parent, author, text, at, isRemoved }) =>
      isRemoved
        ? []
        : {
            id: `${id}`,
            rid: `${parent ?? 0}`,
            content: markdownOf(text).replaceAll("  \n", "\n"),
            is_pending: "false",
            vote_up: "0",
            vote_down: "0",
            created_at: at,
            nick: author,
            email: "",
            link: "",
            page_key: address,
            page_title: title,
            page_admin_only: "false",
            site_name: "Crumbs",
          },
    ),
  );
  return JSON.stringify(comments);
}
