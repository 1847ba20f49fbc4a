import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { apiPages } from "../../scripts/api-pages.ts";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

it("docs/api is made from the library's types (npm run bundle, then npm run document)", () => {
  const { library, report } = apiPages(read("dist/types/index.d.ts"));
  expect(read("docs/api/README.md")).toBe(library);
  expect(read("docs/api/report.md")).toBe(report);
});

const declarations = `
/** A page. */
interface Page { /** Its address. */ readonly pageId: string; }
/** What a run did. */
type Report = { /** How it ended. */ readonly verdict: "complete" | "failed"; readonly mode: "migrate"; readonly pages: Page[] }
  | { /** How it ended. */ readonly verdict: "complete" | "failed"; readonly mode: "verify"; /** One | two. */ readonly differences: number };
/** What became of it. */
type Outcome = /** It is there. */ Page | /** Nothing. */ undefined;
interface Options {
  /**
   * Told of a page;
   * see {@link Page}.
   */
  readonly done?: (outcome: Outcome) => void;
  stop(page: Page): void;
}
/**
 * Moves comments.
 * @throws Error where it can't
 */
declare function move(options: Options): Promise<Report>;
declare const hidden: number;
export { type Report, move };
`;

it("a function is shown with what it takes, returns and throws, types as links", () => {
  const { library } = apiPages(declarations);
  expect(library).toContain(`## move

Moves comments.

Throws Error where it can't

| argument | type | |
| --- | --- | --- |
| \`options\` | <code><a href="#options">Options</a></code> |  |

Returns <code>Promise&lt;<a href="report.md#report">Report</a>&gt;</code>.
`);
});

it("what the exported things are made of is shown too, and nothing else", () => {
  const { library } = apiPages(declarations);
  expect(library).toContain(
    '| `done` (optional) | <code>(outcome: <a href="#outcome">Outcome</a>) =&gt; void</code> | Told of a page; see [Page](#page). |',
  );
  expect(library).toMatch(/\| `stop` \| <code>\(page: .*\) =&gt; void<\/code> \|/);
  expect(library).toContain("| <code>undefined</code> | Nothing. |");
  expect(library).not.toContain("hidden");
});

it("alternatives of the report are one table: each property once, with the modes that have it", () => {
  const { report } = apiPages(declarations);
  expect(report.match(/^\| `verdict`.*$/gm)).toEqual([
    '| `verdict` | <code>"complete" &#124; "failed"</code> | How it ended. |',
  ]);
  expect(report).toContain(
    "| `differences` | <code>number</code> | With `mode` verify. One \\| two. |",
  );
});

it("a link leads to the page that has the type", () => {
  const { library, report } = apiPages(declarations);
  const anchors = (page: string) =>
    new Set([...page.matchAll(/^#+ (\w+)$/gm)].map(([, name = ""]) => name.toLowerCase()));
  const [ofLibrary, ofReport] = [anchors(library), anchors(report)];
  for (const [page, own, other] of [
    [library, ofLibrary, ofReport],
    [report, ofReport, ofLibrary],
  ] as const) {
    const links = [...page.matchAll(/href="(?<file>[\w.]*)#(?<anchor>\w+)"/g)];
    expect(links.length).toBeGreaterThan(0);
    for (const { groups } of links) {
      expect((groups?.["file"] === "" ? own : other).has(groups?.["anchor"] ?? "")).toBe(true);
    }
  }
});
