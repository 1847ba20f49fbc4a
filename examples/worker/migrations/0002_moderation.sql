-- NULL: shown. Else the id of the comment that is hidden: this one, or one above it.
ALTER TABLE comments ADD COLUMN hidden_by INTEGER;
-- 1 until a moderator has shown or hidden it, where comments wait for that.
ALTER TABLE comments ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;
-- 1 where the owner of the site wrote it.
ALTER TABLE comments ADD COLUMN is_owner INTEGER NOT NULL DEFAULT 0;
-- SHA-256 of what lets its writer change it for some minutes.
ALTER TABLE comments ADD COLUMN edit_key TEXT;

DROP INDEX comments_threads;
CREATE INDEX comments_shown ON comments (page_id, thread_id, id) WHERE hidden_by IS NULL;
CREATE INDEX comments_hidden ON comments (hidden_by) WHERE hidden_by IS NOT NULL;
CREATE INDEX comments_waiting ON comments (id) WHERE waits = 1;

-- Comments that each page shows: to count the rows themselves would read them all.
CREATE TABLE comment_counts (
  page_id TEXT NOT NULL PRIMARY KEY,
  comments INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO comment_counts (page_id, comments)
SELECT page_id, count(*) FROM comments GROUP BY page_id;

DROP TRIGGER comments_thread;
CREATE TRIGGER comments_insert AFTER INSERT ON comments
BEGIN
  INSERT INTO comment_counts (page_id, comments)
  SELECT NEW.page_id, 1 WHERE NEW.hidden_by IS NULL
  ON CONFLICT (page_id) DO UPDATE SET comments = comments + 1;
  UPDATE comments
  SET thread_id = coalesce((SELECT thread_id FROM comments WHERE id = NEW.parent_id), NEW.id),
    hidden_by = coalesce(
      NEW.hidden_by,
      (SELECT hidden_by FROM comments WHERE id = NEW.parent_id),
      iif(NEW.waits = 1, NEW.id, NULL)
    )
  WHERE id = NEW.id;
END;
CREATE TRIGGER comments_update AFTER UPDATE OF page_id, hidden_by ON comments
WHEN OLD.page_id <> NEW.page_id OR (OLD.hidden_by IS NULL) <> (NEW.hidden_by IS NULL)
BEGIN
  UPDATE comment_counts SET comments = comments - 1
  WHERE page_id = OLD.page_id AND OLD.hidden_by IS NULL;
  INSERT INTO comment_counts (page_id, comments)
  SELECT NEW.page_id, 1 WHERE NEW.hidden_by IS NULL
  ON CONFLICT (page_id) DO UPDATE SET comments = comments + 1;
END;
CREATE TRIGGER comments_delete AFTER DELETE ON comments WHEN OLD.hidden_by IS NULL
BEGIN
  UPDATE comment_counts SET comments = comments - 1 WHERE page_id = OLD.page_id;
END;

-- What moderators did. A row that is added here does it: hiding and deleting take along what hangs
-- below a comment, showing brings back what went with it.
CREATE TABLE moderation (
  id INTEGER PRIMARY KEY,
  action TEXT NOT NULL CHECK (action IN ('show', 'hide', 'delete')),
  comment_id INTEGER NOT NULL,
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);
CREATE TRIGGER moderation_of_none BEFORE INSERT ON moderation
WHEN NOT EXISTS (SELECT 1 FROM comments WHERE id = NEW.comment_id)
BEGIN
  SELECT raise(ABORT, 'no comment has this id');
END;
CREATE TRIGGER moderation_show AFTER INSERT ON moderation WHEN NEW.action = 'show'
BEGIN
  UPDATE comments SET waits = 0 WHERE id = NEW.comment_id;
  UPDATE comments
  SET hidden_by = (
    SELECT above.hidden_by FROM comments c JOIN comments above ON above.id = c.parent_id
    WHERE c.id = NEW.comment_id
  )
  WHERE hidden_by = NEW.comment_id
    -- What hid it may be gone: a rollback keeps replies to what it deletes.
    OR hidden_by = (
      SELECT c.hidden_by FROM comments c
      WHERE c.id = NEW.comment_id AND c.hidden_by NOT IN (SELECT id FROM comments)
    );
END;
CREATE TRIGGER moderation_hide AFTER INSERT ON moderation WHEN NEW.action = 'hide'
BEGIN
  UPDATE comments SET waits = 0 WHERE id = NEW.comment_id;
  UPDATE comments SET hidden_by = NEW.comment_id
  WHERE hidden_by IS NULL AND id IN (
    WITH RECURSIVE below (id) AS (
      SELECT NEW.comment_id
      UNION ALL
      SELECT c.id FROM comments c JOIN below b ON c.parent_id = b.id
    )
    SELECT id FROM below
  );
END;
CREATE TRIGGER moderation_delete AFTER INSERT ON moderation WHEN NEW.action = 'delete'
BEGIN
  DELETE FROM comments
  WHERE id IN (
    WITH RECURSIVE below (id) AS (
      SELECT NEW.comment_id
      UNION ALL
      SELECT c.id FROM comments c JOIN below b ON c.parent_id = b.id
    )
    SELECT id FROM below
  );
END;
