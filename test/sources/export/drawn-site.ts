import fc from "fast-check";
import { expect } from "vitest";
import type { ExportFormat } from "../../../src/sources/export/export-format.ts";
import { withExport } from "./with-export.ts";

/** What somebody wrote on a drawn site. */
export interface DrawnPost {
  /** Its place among the posts, from 1; a parent's is smaller. */
  readonly key: number;
  /** Number of its page, from 1. */
  readonly page: number;
  readonly parent: DrawnPost | null;
  /** No two have the same; nothing of it is a sign of Markdown. */
  readonly text: string;
  readonly at: Date;
  readonly fate: "living" | "deleted" | "waiting";
  readonly name: string;
  readonly email: string;
  readonly votes: number;
}

/** Words that JSON, YAML or HTML could trip over. */
const word = fc.constantFrom(
  ..."é|🍞|&|'|\"|]|}|bread|: x|# y|{|null|< 3|%|- z|, |@a|!b|\u2028".split("|"),
);

type Fate = DrawnPost["fate"];

/** A drawn site, and what may become of its export. */
interface DrawnSite {
  /** In the order in which they were written. */
  readonly posts: readonly DrawnPost[];
  /** In the order in which an export has them. */
  readonly ordered: readonly DrawnPost[];
  readonly isPacked: boolean;
  /** Where a cut is, as a part of the whole. */
  readonly cutAt: number;
}

/** @param fates that the format knows, beside living */
export function drawnSite(fates: readonly Fate[]): fc.Arbitrary<DrawnSite> {
  return drawnPosts(fates).chain((posts) =>
    fc.record({
      posts: fc.constant(posts),
      ordered: fc.shuffledSubarray([...posts], { minLength: posts.length }),
      isPacked: fc.boolean(),
      cutAt: fc.double({ min: 0, max: 0.999, noNaN: true }),
    }),
  );
}

/** Posts of a few pages; what is below a deleted or waiting one lives on. */
function drawnPosts(fates: readonly Fate[]): fc.Arbitrary<readonly DrawnPost[]> {
  return fc
    .array(
      fc.record({
        page: fc.integer({ min: 1, max: 3 }),
        parent: fc.nat(7),
        words: fc.array(word, { maxLength: 4 }),
        second: fc.integer({ min: 0, max: 90 }),
        fate: fc.constantFrom<Fate[]>("living", "living", ...fates),
        name: fc.constantFrom("Ann", 'Bo "B"', "Zoé: <x>", "0"),
        email: fc.constantFrom("", "Ann@Example.org"),
        votes: fc.nat(2),
      }),
      { minLength: 1, maxLength: 12, size: "max" },
    )
    .map((list) => {
      const posts: DrawnPost[] = [];
      for (const [index, { parent, words, second, fate, ...rest }] of list.entries()) {
        const onPage = posts.filter(({ page }) => page === rest.page);
        posts.push({
          ...rest,
          key: index + 1,
          parent: onPage[parent] ?? null,
          text: `x${index + 1} ${words.join(" ")} end`.replace(/\s+/g, " "),
          at: new Date(Date.UTC(2020, 1, 2, 10, 0, second)),
          fate,
        });
      }
      return posts;
    });
}

/** An address of a drawn site's page. */
export function pathOfPage(page: number): string {
  return `/page-${page}/`;
}

/** The comment of a post, told by texts, for each format has ids of its own. */
interface ShownComment {
  readonly page: string;
  readonly text: string;
  readonly name: string;
  readonly at: number;
  readonly replyTo: string | null;
}

/** What readers see of a drawn site. */
export function shownOf(posts: readonly DrawnPost[]): readonly ShownComment[] {
  return posts
    .filter(({ fate }) => fate === "living")
    .map((post) => {
      let ancestor = post.parent;
      while (ancestor !== null && ancestor.fate !== "living") ancestor = ancestor.parent;
      return {
        page: pathOfPage(post.page),
        text: post.text,
        name: post.name,
        at: post.at.getTime(),
        replyTo: ancestor?.text ?? null,
      };
    })
    .toSorted(byText);
}

/** What readers see of an export's files. */
export function shownByExport(
  format: ExportFormat,
  files: readonly (string | Buffer)[],
): Promise<readonly ShownComment[]> {
  return withExport(format, files, ({ threads, commentsOf }) =>
    threads
      .flatMap(({ id, addresses, identifiers }) => {
        const comments = commentsOf(id)?.comments ?? [];
        const texts = new Map(comments.map(({ sourceId, body }) => [sourceId, body]));
        const [page = ""] = [...addresses, ...identifiers];
        return comments.map(({ body, authorName, sentAt, replyTo }) => ({
          page,
          text: body,
          name: authorName,
          at: sentAt,
          replyTo: replyTo === null ? null : (texts.get(replyTo) ?? `unknown ${replyTo}`),
        }));
      })
      .toSorted(byText),
  );
}

function byText(one: ShownComment, other: ShownComment): number {
  return one.text < other.text ? -1 : 1;
}

/** Fails unless a file that was cut anywhere is refused. */
export async function expectNothingWhenCut(
  format: ExportFormat,
  whole: string | Buffer,
  at: number,
): Promise<void> {
  const bytes = Buffer.from(whole);
  const cut = bytes.subarray(0, Math.floor(at * bytes.toString("latin1").trimEnd().length));
  await expect(shownByExport(format, [cut])).rejects.toMatchObject({
    code: expect.stringMatching(/^export-/),
  });
}
