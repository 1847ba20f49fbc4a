/**
 * Tables whose foreign keys delete what is below a comment, as comment-kit has them.
 * Source: its migrations/schema.sql
 */
export const cascadingTables: readonly string[] = [
  `CREATE TABLE comments (id INTEGER PRIMARY KEY AUTOINCREMENT, page_url TEXT NOT NULL,
  parent_id INTEGER DEFAULT NULL, author_name TEXT NOT NULL, author_email TEXT NOT NULL,
  author_url TEXT DEFAULT NULL, content TEXT NOT NULL, created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  status TEXT DEFAULT 'pending' CHECK(status IN ('pending', 'approved', 'spam', 'deleted')),
  ip_address TEXT, user_agent TEXT,
  FOREIGN KEY (parent_id) REFERENCES comments(id) ON DELETE CASCADE)`,
  `CREATE TABLE votes (id INTEGER PRIMARY KEY AUTOINCREMENT, comment_id INTEGER NOT NULL,
  ip_address TEXT NOT NULL, reaction_type TEXT NOT NULL DEFAULT 'heart',
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY (comment_id) REFERENCES comments(id) ON DELETE CASCADE,
  UNIQUE(comment_id, ip_address, reaction_type))`,
];
