-- The table as the migration makes it, for a database that has none yet.
CREATE TABLE IF NOT EXISTS comments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  page_id TEXT NOT NULL,
  parent_id INTEGER REFERENCES comments (id),
  author_name TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at TEXT NOT NULL,
  ip_address TEXT,
  content_hash TEXT
);
CREATE INDEX IF NOT EXISTS comments_page ON comments (page_id, created_at);
CREATE INDEX IF NOT EXISTS comments_parent ON comments (parent_id);

-- The first comment of a comment's thread: a page of threads is then one range of an index.
ALTER TABLE comments ADD COLUMN thread_id INTEGER;

WITH RECURSIVE threads (id, thread_id) AS (
  SELECT id, id FROM comments WHERE parent_id IS NULL
  UNION ALL
  SELECT c.id, t.thread_id FROM comments c JOIN threads t ON c.parent_id = t.id
)
UPDATE comments SET thread_id = coalesce((SELECT t.thread_id FROM threads t WHERE t.id = comments.id), id);

CREATE INDEX comments_threads ON comments (page_id, thread_id, id);
CREATE INDEX comments_writers ON comments (ip_address, created_at);

CREATE TRIGGER comments_thread AFTER INSERT ON comments
BEGIN
  UPDATE comments
  SET thread_id = coalesce((SELECT thread_id FROM comments WHERE id = NEW.parent_id), NEW.id)
  WHERE id = NEW.id;
END;
