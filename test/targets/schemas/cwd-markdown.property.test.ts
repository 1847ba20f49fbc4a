import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { Marked } from "marked";
import { expect, it } from "vitest";
import { plainTextHtml } from "../../../src/domain/plain-text-html.ts";
import { shownText } from "../../../src/migration/shown-text.ts";
import { cwdMarkdownOf } from "../../../src/targets/cwd/markdown.ts";
import { textOfMarkdown } from "../../../src/targets/markdown/plain-text-markdown.ts";
import { trickyText } from "./markdown-arbitrary.ts";

/** As CWD's `cwd-api/src/api/admin/updateComment.ts` has it: by default. */
const cwd = new Marked();

it("any text is shown by CWD as it is when its panel has saved it, line by line", () => {
  fc.assert(
    fc.property(trickyText, (given) => {
      // What CWD takes out of a text before it renders it.
      const saved = cwdMarkdownOf(given).replace(/<script[\s\S]*?<\/script>/g, "");
      const shown = cwd.parse(saved, { async: false });
      expect(shownText(shown)).toBe(shownText(plainTextHtml(given)));
    }),
    { numRuns: 2_000 },
  );
});

it("any text is read back from what was written of it", () => {
  using database = new DatabaseSync(":memory:");
  const read = database.prepare(`SELECT ${textOfMarkdown("?1")} AS text`);
  fc.assert(
    fc.property(trickyText, (given) => {
      expect(read.get(cwdMarkdownOf(given))).toEqual({ text: given });
    }),
    { numRuns: 2_000 },
  );
});
