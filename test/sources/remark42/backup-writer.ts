import type { OpenExport } from "../../../src/sources/export/open-export.ts";
import { remark42Format } from "../../../src/sources/remark42/remark42-format.ts";
import { withExport as withExportOf } from "../export/with-export.ts";

/** A comment as a backup has it; what is left out is as remark42 writes it for an ordinary one. */
export interface GivenComment {
  readonly id: string;
  readonly pid?: string;
  readonly text?: string;
  readonly name?: string;
  readonly userId?: string;
  readonly isAdmin?: boolean;
  readonly site?: string;
  readonly url?: string;
  readonly title?: string;
  readonly at?: string;
  readonly editedAt?: string;
  readonly score?: number;
  readonly votes?: Readonly<Record<string, boolean>>;
  readonly isDeleted?: boolean;
}

const bread = "https://crumbs.example/bread/";

/** A backup with these comments, in their order. */
export function backupOf(
  comments: readonly GivenComment[],
  posts: readonly { readonly url: string; readonly read_only: boolean }[] = [],
): string {
  const first = {
    version: 1,
    users: [
      {
        id: "email_77",
        blocked: { status: false, until: "0001-01-01T00:00:00Z" },
        verified: false,
        details: { user_id: "email_77", email: "ann@crumbs.example", telegram: "ann_t" },
      },
    ],
    posts,
  };
  return [JSON.stringify(first), ...comments.map(lineOf)].map((line) => `${line}\n`).join("");
}

/** A line for a comment, keys in the order of remark42's struct. */
export function lineOf(given: GivenComment): string {
  const { id, pid = "", text = "<p>Hello.</p>\n", isDeleted = false } = given;
  return JSON.stringify({
    id,
    pid,
    text: isDeleted ? "" : text,
    ...(isDeleted ? {} : { orig: "Hello, *raw*." }),
    user: {
      name: given.name ?? "Ann",
      id: given.userId ?? "anonymous_1",
      picture: "https://comments.example/api/v1/avatar/1.image",
      ip: "e0b789957396487a77a5ccccbf9c2f3b9632d79c",
      admin: given.isAdmin ?? false,
    },
    locator: { site: given.site ?? "crumbs", url: given.url ?? bread },
    score: given.score ?? 0,
    votes: given.votes,
    voted_ips: { f00d: { Timestamp: "2020-02-02T10:00:00Z", Value: true } },
    vote: 0,
    time: given.at ?? "2020-02-02T10:00:00Z",
    ...(given.editedAt === undefined ? {} : { edit: { time: given.editedAt, summary: "a slip" } }),
    ...(isDeleted ? { delete: true } : {}),
    ...(given.title === undefined ? {} : { title: given.title }),
  });
}

/** Writes files and reads them as backups; the temporary folder is removed. */
export function withBackup<T>(
  files: readonly (string | Buffer)[],
  use: (opened: OpenExport, folder: string) => T,
  options: Parameters<typeof withExportOf>[3] = {},
): Promise<T> {
  return withExportOf(remark42Format, files, use, options);
}
