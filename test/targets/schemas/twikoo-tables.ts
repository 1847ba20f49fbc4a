/**
 * The tables of Twikoo's Worker, with the key and the indexes on which its comments depend.
 * Source: https://github.com/twikoojs/twikoo-cloudflare, schema.sql
 */
export const twikooTables: readonly string[] = [
  `CREATE TABLE comment (
  _id TEXT NOT NULL, uid TEXT NOT NULL, nick TEXT NOT NULL, mail TEXT NOT NULL,
  mailMd5 TEXT NOT NULL, link TEXT NOT NULL, ua TEXT NOT NULL, ip TEXT NOT NULL,
  ipRegion TEXT NOT NULL DEFAULT '', master INTEGER NOT NULL, url TEXT NOT NULL,
  href TEXT NOT NULL, comment TEXT NOT NULL, pid TEXT NOT NULL, rid TEXT NOT NULL,
  isSpam INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL,
  like TEXT NOT NULL, top INTEGER NOT NULL, avatar TEXT NOT NULL,
  PRIMARY KEY (url, created DESC)
)`,
  "CREATE INDEX idx_comment_created ON comment (created DESC)",
  "CREATE INDEX idx_comment_ip_created ON comment (ip, created DESC)",
];

/**
 * The tables of twikoo-api-worker.
 * Source: https://github.com/hakula139/twikoo-api-worker, tests/fixtures/schema.sql
 */
export const twikooApiWorkerTables: readonly string[] = [
  `CREATE TABLE comment (
  _id text PRIMARY KEY NOT NULL, uid text NOT NULL, nick text NOT NULL, mail text NOT NULL,
  mailMd5 text NOT NULL, link text NOT NULL, ua text NOT NULL, ip text NOT NULL,
  ipRegion text DEFAULT '' NOT NULL, master integer NOT NULL, url text NOT NULL,
  href text NOT NULL, comment text NOT NULL, pid text NOT NULL, rid text NOT NULL,
  isSpam integer NOT NULL, created integer NOT NULL, updated integer NOT NULL,
  ups text DEFAULT '[]' NOT NULL, downs text DEFAULT '[]' NOT NULL, top integer NOT NULL,
  avatar text NOT NULL
)`,
  "CREATE INDEX idx_comment_url_created ON comment (url, created)",
  "CREATE INDEX idx_comment_created ON comment (created)",
  "CREATE INDEX idx_comment_ip_created ON comment (ip, created)",
];
