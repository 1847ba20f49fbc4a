import { html } from "hono/html";
import { type Html, htmlPage } from "../answers/html-page.ts";
import type { ModeratedComment, Selection } from "./moderated-comments.ts";

/** What the page for moderators shows. */
export interface Moderation {
  readonly selection: Selection;
  readonly comments: readonly ModeratedComment[];
  readonly hasMore: boolean;
  /** Where the site is read; undefined where that is not known. */
  readonly site: string | undefined;
  /** Under which an answer is written; undefined where none is set. */
  readonly ownerName: string | undefined;
}

const selections = { waiting: "Waiting", all: "All", hidden: "Hidden" } as const;

/** A list of comments with what a moderator may do. */
export function moderationPage(moderation: Moderation): Promise<Response> {
  const { selection, comments, hasMore } = moderation;
  const oldest = comments.at(-1)?.id;
  return htmlPage({
    title: "Moderate comments",
    body: html`<nav aria-label="Comments">
${Object.entries(selections).map(
  ([name, text]) =>
    html`<a href="?of=${name}"${name === selection ? html` aria-current="page"` : ""}>${text}</a>
`,
)}<a href="/moderation/feed.xml">Feed</a>
</nav>
${comments.length === 0 ? html`<p>There are none.</p>` : comments.map((comment) => article(comment, moderation))}
${hasMore ? html`<p><a href="?of=${selection}&amp;before=${oldest}">Older comments</a></p>` : ""}`,
  });
}

function article(comment: ModeratedComment, { selection, site, ownerName }: Moderation): Html {
  const { id, page_id: page, author_name: name, content, created_at: time } = comment;
  const place =
    site === undefined ? page : html`<a href="${site}${page}#comment-${id}">${page}</a>`;
  const isShown = comment.hidden_by === null;
  return html`<article id="comment-${id}">
<h2><bdi>${name}</bdi>${comment.is_owner === 1 ? html` <span class="state">owner</span>` : ""}${state(comment)}</h2>
<p><time datetime="${time}">${time.slice(0, 16).replace("T", " ")} UTC</time>, ${place}, no. ${id}</p>
<p class="text" dir="auto">${content}</p>
<div class="actions">
${isShown ? button("hide", "Hide", comment, selection) : ""}
${comment.hidden_by === id ? button("show", comment.waits === 1 ? "Approve" : "Show", comment, selection) : ""}
<details><summary>Delete …</summary>
<p>With all replies below it, for good.</p>
${button("delete", "Delete", comment, selection)}</details>
${isShown && ownerName !== undefined ? reply(comment, ownerName, selection) : ""}
</div>
</article>
`;
}

function state({ id, waits, hidden_by: hiddenBy }: ModeratedComment): Html | "" {
  if (hiddenBy === null) return "";
  const text = waits === 1 ? "waiting" : hiddenBy === id ? "hidden" : `hidden with no. ${hiddenBy}`;
  return html` <span class="state">${text}</span>`;
}

function button(
  action: string,
  text: string,
  comment: ModeratedComment,
  selection: Selection,
): Html {
  return html`<form method="post" action="/moderation/comments/${comment.id}">
<input type="hidden" name="of" value="${selection}">
<button name="action" value="${action}" aria-label="${text} no. ${comment.id}">${text}</button>
</form>`;
}

function reply(comment: ModeratedComment, ownerName: string, selection: Selection): Html {
  return html`<details><summary>Reply as ${ownerName} …</summary>
<form method="post" action="/moderation/comments/${comment.id}/reply">
<input type="hidden" name="of" value="${selection}">
<label>Your reply <textarea name="content" rows="4" maxlength="10000" required></textarea></label>
<button>Reply</button>
</form></details>`;
}
