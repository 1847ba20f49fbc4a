import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { scanShortcodes } from "../../src/shortcode/shortcode-lexer.ts";
import { currentHugo, hugos } from "../parts/hugo/hugos.ts";

/** Prints what a template gets as JSON, in which no text can be taken for anything else. */
const printer = `{{ $params := .Params }}{{ if not $params }}{{ $params = slice }}{{ end -}}
CALL:{{ dict "name" .Name "params" $params "inner" .Inner | jsonify | base64Encode | safeHTML }}:END`;

interface Call {
  readonly name: string;
  readonly params: unknown;
  readonly inner: string;
}

const names: readonly string[] = ["chat", "talk", "a-b", "x/y", "n1"];
const name = fc.constantFrom(...names);
const roughTexts = 60;
const space = fc.constantFrom(" ", "  ", "\n", " \t\n ", "\r\n");
const anyText = fc
  .string({ unit: "grapheme", maxLength: 8 })
  .filter((text) => !/[\r\n]/.test(text));
const inDouble = anyText.map((text) => `"${text.replace(/[\\`"]/g, "")}"`);
const inDoubleEscaped = anyText.map(
  (text) => `"${text.replace(/[\\`"]/g, "")}\\"${text.replace(/[\\`"]/g, "")}"`,
);
const inBack = fc
  .oneof(anyText, fc.constantFrom("a\nb", '"', "\\", ">}}", "%}}", "/*"))
  .map((text) => `\`${text.replaceAll("`", "")}\``);
const bare = fc.oneof(
  fc.stringMatching(/^[a-zA-Zéßж你٣\d_-][a-zA-Zéßж你٣\d_.-]{0,8}$/u),
  fc.constantFrom("007", "-1", "+3", "1.50", ".5", "true", "false", "1e3", "99999999999999999999"),
);
const value = fc.oneof(inDouble, inDoubleEscaped, inBack, bare);
const positional = fc.array(
  fc.tuple(space, value).map((parts) => parts.join("")),
  { maxLength: 3 },
);
const key = fc.stringMatching(/^[a-zA-Z_][\w-]{0,5}$/);
const isSign = fc.constantFrom("=", "= ", "=\n");
const namedOne = fc.tuple(space, key, isSign, value).map((parts) => parts.join(""));
const named = fc.array(namedOne, { minLength: 1, maxLength: 3 });
const parameters = fc.oneof(positional, named).map((parts) => parts.join(""));
const maybeSpace = fc.constantFrom("", " ", "\n");
const marks = fc.constantFrom(["{{<", ">}}"] as const, ["{{%", "%}}"] as const);
const tag = fc
  .tuple(marks, maybeSpace, name, parameters, fc.constantFrom(" ", "\n"), fc.nat(3))
  .map(([[left, right], gap, called, given, after, closing]) => {
    const opening = `${left}${gap}${called}${given}${after}`;
    if (closing === 0) return `${opening}/${right}`;
    if (closing === 1) return `${opening}${right} inner ${left} /${called} ${right}`;
    return `${opening}/${right}`;
  });
const escaped = tag.map((text) =>
  text.replace(/\{\{([<%])/g, "{{$1/*").replace(/([>%])\}\}/g, "*/$1}}"),
);
const plain = fc.constantFrom(
  "text",
  "{{",
  "}}",
  "{{.}}",
  "`code`",
  "<!-- -->",
  "\n```\n",
  "%}}",
  '"',
);
const content = fc.array(fc.oneof({ weight: 3, arbitrary: tag }, escaped, plain), { maxLength: 5 });

const broken = [
  "{{< chat a&b />}}",
  '{{< chat "a />}}',
  "{{< chat `a />}}",
  "{{< chat 'a' />}}",
  '{{< chat id="a" b />}}',
  '{{< chat b id="a" />}}',
  '{{< chat "a" id=b />}}',
  "{{< chat",
  "{{< chat.a />}}",
  "{{< /chat >}}",
  "{{< chat >}}{{< /talk >}}{{< /chat >}}",
  "{{</* chat >}}",
  "{{< chat \\`a\\` />}}",
];

/** As a template gets it, by our reader. */
function ownCalls(text: string): readonly Call[] {
  return scanShortcodes(text).calls.map(
    ({ name: called, positional: list, named: map, inner }) => ({
      name: called,
      params: map.size > 0 ? Object.fromEntries(map) : list,
      inner: inner ?? "",
    }),
  );
}

/** Hugo 0.111 takes these for something. */
const brokenSince = ["{{< >}}", "{{< chat a/b />}}", "{{< chat a /b />}}"];

for (const hugo of hugos) {
  hugo.describe(`shortcodes are read as ${hugo.name} reads them`, () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "hugo-shortcodes-"));
      const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
      for (const path of ["content", "layouts/shortcodes/x", "layouts/_default"]) {
        mkdirSync(join(folder, path), { recursive: true });
      }
      write(
        "hugo.toml",
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section"]\n[security]\nallowContent = [".*"]\n',
      );
      write("layouts/_default/single.html", "PAGE{{ .Content }}");
      for (const called of names) {
        write(`layouts/shortcodes/${called}.html`, printer);
      }
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const build = (texts: readonly string[]) => {
      rmSync(join(folder, "content"), { recursive: true });
      rmSync(join(folder, "public"), { recursive: true, force: true });
      mkdirSync(join(folder, "content"));
      texts.forEach((text, index) => {
        writeFileSync(join(folder, "content", `p${index}.html`), `---\ntitle: a\n---\n${text}`);
      });
      return spawnSync(hugo.path(), ["--source", folder, "--noBuildLock"], { encoding: "utf8" });
    };
    const callsIn = (index: number): readonly Call[] =>
      [
        ...readFileSync(join(folder, "public", `p${index}`, "index.html"), "utf8").matchAll(
          /CALL:([\w+/=]+):END/g,
        ),
      ].map(([, encoded = ""]) => JSON.parse(Buffer.from(encoded, "base64").toString()));

    it("wherever it builds the page", () => {
      const texts = fc.sample(
        content.map((parts) => parts.join(" ")),
        { numRuns: 600, seed: 7 },
      );
      const readable = texts.filter((text) => scanShortcodes(text).faults.length === 0);
      expect(readable.length).toBeGreaterThan(300);
      const { status, stdout, stderr } = build(readable);
      expect(status, stdout + stderr).toBe(0);
      const own = readable.map((text) => ownCalls(text));
      expect(readable.map((_, index) => callsIn(index))).toEqual(own);
    });

    it("in any text, as far as Hugo reads it", () => {
      const piece = fc.constantFrom(
        ...["{{<", "{{%", ">}}", "%}}", "/*", "*/", "/", '"', "`", "=", "\\", "\n", " ", " "],
        ...["chat", "talk", "a-b", "é", ".", "{{< chat", "{{< /chat >}}", "{{</* x */>}}", "/>}}"],
        ...['\\"', "\\`", ".inline ", "&", "a=", '"b"', "`c`", "1", "{{< chat />}}"],
      );
      const texts = fc.sample(
        fc.array(piece, { minLength: 1, maxLength: 14 }).map((pieces) => pieces.join("")),
        { numRuns: roughTexts, seed: 12 },
      );
      const differing = texts.filter((text) => {
        if (build([text]).status !== 0) return false;
        const isSame = isDeepStrictEqual(callsIn(0), ownCalls(text));
        return !isSame || scanShortcodes(text).faults.length > 0;
      });
      expect(differing).toEqual([]);
    });

    const refused = hugo === currentHugo ? [...broken, ...brokenSince] : broken;
    it.each(refused)("and it refuses what is called faulty: %s", (text) => {
      expect(scanShortcodes(text).faults).not.toEqual([]);
      expect(build([text]).status).not.toBe(0);
    });
  });
}
