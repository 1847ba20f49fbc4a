/** A table as people make them for comments, and the map that its owner would write. */
export interface CommentTable {
  readonly whose: string;
  /** What makes it, with other tables that it needs. */
  readonly sql: string;
  readonly rows?: string;
  readonly map: string;
  /** What the guess must say that it can't know. */
  readonly unsure?: readonly string[];
}

// Retold from the tables of comment systems for Workers and D1 in public repositories, and from what
// their authors' tutorials say; names and columns are as there.
export const commentTables: readonly CommentTable[] = [
  {
    whose: "Momo",
    sql: `CREATE TABLE Comment (id INTEGER PRIMARY KEY AUTOINCREMENT, pub_date DATETIME DEFAULT CURRENT_TIMESTAMP,
      post_slug TEXT NOT NULL, author TEXT NOT NULL, email TEXT NOT NULL, url TEXT, ip_address TEXT, device TEXT,
      os TEXT, browser TEXT, user_agent TEXT, content_text TEXT NOT NULL, content_html TEXT NOT NULL,
      parent_id INTEGER, status TEXT DEFAULT 'approved',
      FOREIGN KEY (parent_id) REFERENCES Comment (id) ON DELETE SET NULL)`,
    rows: `INSERT INTO Comment (pub_date, post_slug, author, email, content_text, content_html)
      VALUES ('2025-03-01T08:00:00.000Z', '/posts/a/', 'R', 'r@x.example', 'x', '<p>x</p>')`,
    map: "table=Comment, page_id=post_slug, author_name=author, content=content_text, created_at=pub_date, content_hash=-, content_html=content_html, email=email, author_url=url",
  },
  {
    whose: "comment-kit, whose comments are hidden until somebody approves them",
    sql: `CREATE TABLE comments (id INTEGER PRIMARY KEY AUTOINCREMENT, page_url TEXT NOT NULL,
      parent_id INTEGER DEFAULT NULL, author_name TEXT NOT NULL, author_email TEXT NOT NULL,
      author_url TEXT DEFAULT NULL, content TEXT NOT NULL, created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
      updated_at DATETIME DEFAULT CURRENT_TIMESTAMP,
      status TEXT DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'spam', 'deleted')),
      ip_address TEXT, user_agent TEXT, FOREIGN KEY (parent_id) REFERENCES comments (id) ON DELETE CASCADE)`,
    map: "page_id=page_url, time=sqlite, content_hash=-, email=author_email, author_url=author_url, updated_at=updated_at, fixed.status=approved",
    unsure: ["how page_url names pages"],
  },
  {
    whose: "worker-comment, of one site among several",
    sql: `CREATE TABLE comments (id INTEGER PRIMARY KEY AUTOINCREMENT, site_id TEXT NOT NULL, parent_id INTEGER,
      content TEXT NOT NULL, author_name TEXT NOT NULL, email TEXT, email_md5 TEXT NOT NULL, avatar_id TEXT,
      ip_address TEXT, user_agent TEXT, context_url TEXT, is_admin BOOLEAN DEFAULT 0, created_at INTEGER NOT NULL)`,
    rows: `INSERT INTO comments (site_id, content, author_name, email_md5, context_url, created_at)
      VALUES ('blog', 'x', 'R', '', 'https://x.example/a/', 1704456000000), ('blog', 'y', 'R', '', 'https://x.example/b/', 1704456000001)`,
    map: "page_id=context_url, page_form=address, time=ms, content_hash=-, email=email, email_md5=email_md5, is_owner=is_admin, fixed.site_id=blog",
  },
  {
    whose: "a blog with UUIDs and slugs",
    sql: `CREATE TABLE comments (id TEXT PRIMARY KEY, post_slug TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
      approved INTEGER DEFAULT 0, created_at TEXT DEFAULT (datetime('now')))`,
    rows: `INSERT INTO comments VALUES ('1b2c3d4e-0000-4111-8222-333344445555', 'hello-world', 'R', 'x', 1, '2025-01-02 03:04:05')`,
    map: "page_id=post_slug, author_name=name, content=body, ids=uuid, page_form=slug, time=sqlite, ip_address=-, content_hash=-, parent_id=-, fixed.approved=1",
  },
  {
    whose: "an example with Hono and sqlc",
    sql: `CREATE TABLE comments (id integer primary key autoincrement, author text not null, body text not null,
      post_slug text not null, created_at text default current_timestamp)`,
    map: "page_id=post_slug, author_name=author, content=body, page_form=slug, time=sqlite, ip_address=-, content_hash=-, parent_id=-",
    unsure: ["how post_slug names pages"],
  },
  {
    whose: "a worker whose comments have e-mail and approval",
    sql: `CREATE TABLE IF NOT EXISTS comments (id INTEGER PRIMARY KEY AUTOINCREMENT, post_slug TEXT NOT NULL,
      parent_id INTEGER, name TEXT NOT NULL, email TEXT, content TEXT NOT NULL,
      created_at TEXT DEFAULT (datetime('now')), approved INTEGER DEFAULT 0)`,
    rows: `INSERT INTO comments (post_slug, name, content, approved) VALUES ('posts/a', 'R', 'x', 1)`,
    map: "page_id=post_slug, author_name=name, page_form=trimmed, time=sqlite, ip_address=-, content_hash=-, email=email, fixed.approved=1",
  },
  {
    whose: "Prisma's, in camel case",
    sql: `CREATE TABLE "Comment" ("id" TEXT NOT NULL PRIMARY KEY, "postSlug" TEXT NOT NULL, "name" TEXT NOT NULL,
      "content" TEXT NOT NULL, "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP)`,
    rows: `INSERT INTO Comment VALUES ('clx0abcde0000xyz', 'hello', 'R', 'x', 1704456000000)`,
    map: "table=Comment, page_id=postSlug, author_name=name, created_at=createdAt, ids=uuid, page_form=slug, time=ms, ip_address=-, content_hash=-, parent_id=-",
  },
  {
    whose: "a table whose times must be given, both of them",
    sql: `CREATE TABLE comment (id TEXT PRIMARY KEY, postId TEXT NOT NULL, author TEXT NOT NULL, content TEXT NOT NULL,
      approved INTEGER DEFAULT 0, createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL)`,
    rows: `INSERT INTO comment VALUES ('0123456789abcdef0123456789abcdef', 'hello', 'R', 'x', 1, '2025-01-02T03:04:05.678Z', '2025-01-02T03:04:05.678Z')`,
    map: "table=comment, page_id=postId, author_name=author, created_at=createdAt, ids=hex, page_form=slug, ip_address=-, content_hash=-, parent_id=-, updated_at=updatedAt, fixed.approved=1",
  },
  {
    whose: "Drizzle's, with a status",
    sql: `CREATE TABLE \`comments\` (\`id\` integer PRIMARY KEY AUTOINCREMENT NOT NULL, \`slug\` text NOT NULL,
      \`author_name\` text, \`author_email\` text, \`content\` text NOT NULL, \`status\` text DEFAULT 'pending' NOT NULL,
      \`parent_id\` integer, \`ip_hash\` text, \`user_agent\` text, \`created_at\` text DEFAULT (datetime('now')) NOT NULL)`,
    map: "page_id=slug, page_form=slug, time=sqlite, ip_address=-, content_hash=-, email=author_email, fixed.status=approved",
    unsure: ["how slug names pages"],
  },
  {
    whose: "Drizzle's, with votes and two names of an article",
    sql: `CREATE TABLE comments (id integer PRIMARY KEY AUTOINCREMENT NOT NULL, article_path text NOT NULL,
      article_uid text NOT NULL, author_name text, author_email text, content text NOT NULL,
      upvotes integer DEFAULT 0 NOT NULL, downvotes integer DEFAULT 0 NOT NULL, status text DEFAULT 'pending' NOT NULL,
      created_at integer DEFAULT (unixepoch()) NOT NULL)`,
    rows: `INSERT INTO comments (article_path, article_uid, author_name, content, status, created_at)
      VALUES ('/a/', 'u1', 'R', 'x', 'visible', 1704456000), ('/b/', 'u2', 'R', 'x', 'pending', 1704456001)`,
    map: "page_id=article_path, time=s, ip_address=-, content_hash=-, parent_id=-, email=author_email, fixed.status=visible, fixed.article_uid=",
    unsure: ["what article_uid is for"],
  },
  {
    whose: "a shop's, of several blogs",
    sql: `CREATE TABLE blogsComments (id integer PRIMARY KEY AUTOINCREMENT, approved integer DEFAULT 0, post_id text,
      parent_comment_id integer, author text, author_email text, date text DEFAULT 'CURRENT_TIMESTAMP', body text)`,
    rows: `INSERT INTO blogsComments (post_id, author, date, body) VALUES ('/blog/caf%C3%A9', 'R', '2024-01-05T12:00:00Z', 'x')`,
    map: "table=blogsComments, page_id=post_id, parent_id=parent_comment_id, author_name=author, content=body, created_at=date, page_form=bare-path, ip_address=-, content_hash=-, email=author_email, fixed.approved=1",
  },
  {
    whose: "one with a column called timestamp",
    sql: `CREATE TABLE comments (id integer PRIMARY KEY NOT NULL, post_slug text NOT NULL, author text NOT NULL,
      content text NOT NULL, timestamp text DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    map: "page_id=post_slug, author_name=author, created_at=timestamp, page_form=slug, time=sqlite, ip_address=-, content_hash=-, parent_id=-",
  },
  {
    whose: "one that says nick, mail and pid",
    sql: `CREATE TABLE comment (id INTEGER PRIMARY KEY, path TEXT, nick TEXT, mail TEXT NOT NULL, link TEXT, ua TEXT NOT NULL,
      ip TEXT, text TEXT, pid INTEGER, created INTEGER, isSpam INTEGER DEFAULT 0)`,
    rows: `INSERT INTO comment (path, nick, mail, ua, ip, text, created)
      VALUES ('/a/', 'R', 'r@x.example', 'Mozilla/5.0 (X11)', '10.0.0.1', 'x', 1704456000000)`,
    map: "table=comment, page_id=path, parent_id=pid, author_name=nick, content=text, created_at=created, time=ms, ip_address=ip, content_hash=-, email=mail, author_url=link, fixed.ua=",
    unsure: ["what ua is for"],
  },
  {
    whose: "one whose columns begin with the word comment",
    sql: `CREATE TABLE wp_comments (comment_ID INTEGER PRIMARY KEY, comment_post_slug TEXT NOT NULL, comment_author TEXT NOT NULL,
      comment_author_email TEXT NOT NULL DEFAULT '', comment_author_url TEXT, comment_author_ip TEXT, comment_date TEXT NOT NULL,
      comment_content TEXT NOT NULL, comment_approved TEXT NOT NULL DEFAULT '1', comment_parent INTEGER)`,
    rows: `INSERT INTO wp_comments (comment_post_slug, comment_author, comment_date, comment_content)
      VALUES ('hello', 'R', '2024-01-05 12:00:00', 'x')`,
    map: "table=wp_comments, id=comment_ID, page_id=comment_post_slug, parent_id=comment_parent, author_name=comment_author, content=comment_content, created_at=comment_date, page_form=slug, time=sqlite, ip_address=comment_author_ip, content_hash=-, email=comment_author_email, author_url=comment_author_url",
  },
  {
    whose: "a guest book in Spanish",
    sql: `CREATE TABLE comentarios (id INTEGER PRIMARY KEY AUTOINCREMENT, slug TEXT NOT NULL, autor TEXT NOT NULL,
      texto TEXT NOT NULL, fechaCreacion TEXT DEFAULT (datetime('now')))`,
    map: "table=comentarios, page_id=slug, author_name=autor, content=texto, created_at=fechaCreacion, page_form=slug, time=sqlite, ip_address=-, content_hash=-, parent_id=-",
  },
  {
    whose: "one in German, whose comments somebody lets through",
    sql: `CREATE TABLE kommentare (id INTEGER PRIMARY KEY, seite TEXT NOT NULL, antwort_auf INTEGER REFERENCES kommentare (id),
      name TEXT NOT NULL, mail TEXT, text TEXT NOT NULL, datum TEXT NOT NULL, freigegeben INTEGER NOT NULL DEFAULT 0)`,
    rows: `INSERT INTO kommentare (seite, name, text, datum, freigegeben) VALUES ('brot', 'R', 'x', '2024-01-05 12:00:00', 1)`,
    map: "table=kommentare, page_id=seite, parent_id=antwort_auf, author_name=name, content=text, created_at=datum, page_form=slug, time=sqlite, ip_address=-, content_hash=-, email=mail, fixed.freigegeben=1",
  },
  {
    whose: "one that marks what is deleted, and must be told so",
    sql: `CREATE TABLE comments (id INTEGER PRIMARY KEY, path TEXT NOT NULL, author TEXT NOT NULL, body TEXT NOT NULL,
      created_at TEXT NOT NULL, is_deleted INTEGER NOT NULL)`,
    rows: `INSERT INTO comments VALUES (1, '/a/', 'R', 'x', '2024-01-05T12:00:00Z', 0)`,
    map: "page_id=path, author_name=author, content=body, ip_address=-, content_hash=-, parent_id=-, fixed.is_deleted=0",
  },
  {
    whose: "one with blanks, hyphens and keywords",
    sql: `CREATE TABLE "blog-comments" ("comment id" INTEGER PRIMARY KEY, "post-slug" TEXT, "Author Name" TEXT, "message" TEXT,
      "order" INTEGER DEFAULT 0, "created at" TEXT DEFAULT CURRENT_TIMESTAMP, "reply to" INTEGER REFERENCES "blog-comments" ("comment id"))`,
    map: "table=blog-comments, id=comment id, page_id=post-slug, parent_id=reply to, author_name=Author Name, content=message, created_at=created at, page_form=slug, time=sqlite, ip_address=-, content_hash=-",
  },
  {
    whose: "one whose table's name has a comma",
    sql: `CREATE TABLE "comments, old" (id INTEGER PRIMARY KEY, page TEXT, name TEXT, comment TEXT, date TEXT)`,
    rows: `INSERT INTO "comments, old" VALUES (1, '/a/', 'R', 'x', '2024-01-05T12:00:00Z')`,
    map: '{"table":"comments, old","page_id":"page","author_name":"name","content":"comment","created_at":"date","ip_address":"-","content_hash":"-","parent_id":"-"}',
  },
  {
    whose: "one with ULIDs that are sorted by",
    sql: `CREATE TABLE comments (id TEXT PRIMARY KEY, uri TEXT NOT NULL, reply_to TEXT REFERENCES comments (id), username TEXT NOT NULL,
      message TEXT NOT NULL, posted_at INTEGER NOT NULL DEFAULT (unixepoch() * 1000), hidden INTEGER NOT NULL DEFAULT 0)`,
    rows: `INSERT INTO comments (id, uri, username, message) VALUES ('01ARZ3NDEKTSV4RRFFQ69G5FAV', '/blog/é à/', 'R', 'x')`,
    map: "page_id=uri, parent_id=reply_to, author_name=username, content=message, created_at=posted_at, ids=ulid, page_form=path-decoded, time=ms, ip_address=-, content_hash=-",
  },
  {
    whose: "one whose default makes ids of random bytes",
    sql: `CREATE TABLE comments (id TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))), page_id TEXT NOT NULL, parent_id TEXT,
      author TEXT NOT NULL, email_hash TEXT, website TEXT, html TEXT NOT NULL, markdown TEXT NOT NULL,
      created_at INTEGER NOT NULL DEFAULT (strftime('%s', 'now')), visible INTEGER NOT NULL)`,
    map: "author_name=author, content=markdown, ids=hex, time=s, content_html=html, ip_address=-, content_hash=-, email_hash=email_hash, author_url=website, fixed.visible=1",
  },
  {
    whose: "one where 0 is the parent of those that have none",
    sql: `CREATE TABLE comments (id INTEGER PRIMARY KEY, slug TEXT NOT NULL, parent INTEGER NOT NULL DEFAULT 0, nickname TEXT NOT NULL,
      content TEXT NOT NULL, likes INTEGER NOT NULL, created_at DATETIME)`,
    rows: `INSERT INTO comments VALUES (1, 'a', 0, 'R', 'x', 2, '2024-01-05 12:00:00'), (2, 'a', 0, 'R', 'x', 0, '2024-01-05 12:00:01')`,
    map: "page_id=slug, author_name=nickname, page_form=slug, time=sqlite, parent_id=parent, no_parent=0, ip_address=-, content_hash=-, fixed.likes=0",
  },
  {
    whose: "one whose text is HTML",
    sql: `CREATE TABLE comments (cid INTEGER PRIMARY KEY, url TEXT NOT NULL, author TEXT, body_html TEXT, ts INTEGER)`,
    rows: `INSERT INTO comments VALUES (1, 'https://x.example/a/', 'R', '<p>x</p>', 1704456000)`,
    map: "id=cid, page_id=url, author_name=author, content=body_html, created_at=ts, page_form=address, time=s, ip_address=-, content_hash=-, parent_id=-",
    unsure: ["body_html seems to have HTML"],
  },
  {
    whose: "this program's own, as examples/worker has it",
    sql: `CREATE TABLE comments (id INTEGER PRIMARY KEY AUTOINCREMENT, page_id TEXT NOT NULL,
      parent_id INTEGER REFERENCES comments (id), author_name TEXT NOT NULL, content TEXT NOT NULL, created_at TEXT NOT NULL,
      ip_address TEXT, content_hash TEXT)`,
    rows: `INSERT INTO comments VALUES (1, '/a/', NULL, 'R', 'x', '2024-01-05T12:00:00.000Z', NULL, NULL)`,
    map: "",
  },
];
