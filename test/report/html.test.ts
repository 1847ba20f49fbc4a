import fc from "fast-check";
import { Parser } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { renderHtml } from "../../src/report/html.ts";
import { exampleReport } from "./example-report.ts";
import { reportOfEachKind } from "./report-of-each-kind.ts";

/** Names of elements and attributes in a page. */
function partsOf(html: string): ReadonlySet<string> {
  const parts = new Set<string>();
  new Parser({
    onopentag(name, attributes) {
      parts.add(name);
      for (const attribute of Object.keys(attributes)) parts.add(`@${attribute}`);
    },
  }).end(html);
  return parts;
}

describe("report.html", () => {
  it.each(Object.entries(reportOfEachKind))(
    "of a run that is “%s” loads nothing, runs nothing and leads nowhere",
    (_, report) => {
      const parts = partsOf(renderHtml(report));
      for (const name of ["script", "img", "link", "iframe", "a", "form", "@href", "@src"]) {
        expect(parts).not.toContain(name);
      }
      expect([...parts].filter((name) => /^@on/.test(name))).toEqual([]);
    },
  );

  it("forbids scripts and everything from elsewhere to the browser", () => {
    expect(renderHtml(exampleReport())).toMatch(
      /Content-Security-Policy" content="default-src &#39;none&#39;|Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/,
    );
  });

  it("makes no element and no attribute of what it tells, whatever that is", () => {
    const usual = partsOf(renderHtml(exampleReport({ findings: [findingOf("x")] })));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "grapheme" }),
          fc.string().map((text) => `"><b onclick=x ${text}'><!-- </style><script>`),
        ),
        (text) => {
          const html = renderHtml(exampleReport({ findings: [findingOf(text)] }));
          expect([...partsOf(html)].filter((part) => !usual.has(part))).toEqual([]);
        },
      ),
    );
  });
});

function findingOf(text: string) {
  return {
    severity: "warning",
    code: "example",
    message: text,
    remedy: text,
    pageId: text,
    location: { file: text, line: 1 },
  } as const;
}
