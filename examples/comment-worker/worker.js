// A comment system of one table, as `target-schema: classic` fills it. Its binding DB is the D1 database.
//
//   GET  /comments/<page id>   the page's comments, the oldest first
//   POST /comments/<page id>   {"parent_id": 7, "author_name": "Ada", "content": "Hello"}
//
// The page id is Hugo's .RelPermalink, percent-encoded: /comments/%2Fposts%2Fbread%2F. Before it goes
// on the internet, put what keeps spam away (such as Turnstile) before the POST.

const columns = "id, page_id, parent_id, author_name, content, created_at";

export default {
  async fetch(request, { DB }) {
    const encoded = /^\/comments\/([^/]+)$/.exec(new URL(request.url).pathname)?.[1];
    if (encoded === undefined) return new Response("Not found", { status: 404 });
    const pageId = decodeURIComponent(encoded);
    if (request.method === "GET") return Response.json(await commentsOf(DB, pageId));
    if (request.method === "POST") return add(DB, pageId, await request.json());
    return new Response("Method not allowed", { status: 405, headers: { Allow: "GET, POST" } });
  },
};

async function commentsOf(database, pageId) {
  const { results } = await database
    .prepare(`SELECT ${columns} FROM comments WHERE page_id = ? ORDER BY created_at, id`)
    .bind(pageId)
    .all();
  return results;
}

async function add(database, pageId, { parent_id = null, author_name, content }) {
  if (!author_name?.trim() || !content?.trim()) return new Response("Empty", { status: 400 });
  const comment = await database
    .prepare(
      `INSERT INTO comments (page_id, parent_id, author_name, content, created_at)
VALUES (?, ?, ?, ?, ?) RETURNING ${columns}`,
    )
    .bind(pageId, parent_id, author_name, content, new Date().toISOString())
    .first();
  return Response.json(comment, { status: 201 });
}
