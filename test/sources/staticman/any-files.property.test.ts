import fc from "fast-check";
import { dump } from "js-yaml";
import { expect, it } from "vitest";
import { ExportFault } from "../../../src/sources/export/export-fault.ts";
import { escapeHtml } from "../../../src/sources/html/html-text.ts";
import { readCommentFile } from "../../../src/sources/staticman/comment-file.ts";
import { staticmanFormat } from "../../../src/sources/staticman/staticman-format.ts";
import {
  type DrawnPost,
  drawnSite,
  expectNothingWhenCut,
  pathOfPage,
  shownByExport,
  shownOf,
} from "../export/drawn-site.ts";

const idOf = ({ key }: DrawnPost) => `3cd10f60-1c2b-11e9-8d5f-${String(key).padStart(12, "0")}`;

function fieldsOf(post: DrawnPost): object {
  return {
    _id: idOf(post),
    _parent: pathOfPage(post.page),
    ...(post.parent === null ? {} : { reply_to: idOf(post.parent) }),
    name: post.name,
    email: post.email,
    message: escapeHtml(post.text),
    date: post.at.toISOString(),
  };
}

it.each([
  ["YAML", dump],
  ["JSON", JSON.stringify],
  ["YAML below a line", (fields: object) => `---\n${dump(fields)}`],
])("any data files in %s come out as their readers saw them", async (_, write) => {
  await fc.assert(
    fc.asyncProperty(drawnSite([]), async ({ posts, ordered }) => {
      const files = ordered.map((post) => write(fieldsOf(post)));
      expect(await shownByExport(staticmanFormat, files)).toEqual(shownOf(posts));
    }),
  );
});

it("any data file in JSON gives nothing when it is cut", async () => {
  await fc.assert(
    fc.asyncProperty(drawnSite([]), async ({ posts, cutAt }) => {
      const [file = ""] = posts.map((post) => JSON.stringify(fieldsOf(post)));
      await expectNothingWhenCut(staticmanFormat, file, cutAt);
    }),
  );
});

/** Pieces of which files could be made that are no comments. */
const piece = fc.constantFrom(
  ..."_id|: |- |\n|  |---\n|message|&a |*a|<<: |? |! |!!map |!!binary |%YAML 1.1\n|[|]|{|}|,|'|\"|| |> |# |\t|\r|\0|<p>|é|1".split(
    "|",
  ),
);

it("any file is comments, or is refused in words", async () => {
  await fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), fc.boolean(), (pieces, isYaml) => {
      try {
        readCommentFile(pieces.join(""), { name: isYaml ? "a.yml" : "a.md" });
      } catch (error) {
        expect(error).toBeInstanceOf(ExportFault);
      }
    }),
    { numRuns: 150 },
  );
});
