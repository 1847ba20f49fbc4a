import { describe, expect, it } from "vitest";
import { annotationsOf } from "../../../src/action/log/annotations.ts";
import type { Finding } from "../../../src/domain/finding.ts";
import { exampleReport, exampleVerification } from "../../report/example-report.ts";

function warnings(number: number): Finding[] {
  return Array.from({ length: number }, (_, index) => ({
    severity: "warning",
    code: "example",
    message: `Warning ${index}.`,
  }));
}

describe("annotations", () => {
  it("show a failed page at the file and line of its section, with reason and remedy", () => {
    expect(annotationsOf(exampleReport())).toEqual([
      {
        severity: "error",
        title: "Comments of /posts/broken/ not moved",
        message: "The homeserver did not answer. Try again later.",
        location: { file: "content/posts/broken.md", line: 9 },
      },
    ]);
  });

  it("begin with what stopped the run", () => {
    const stoppedBy = { code: "d1-auth", message: "Refused.", remedy: "Give a token." };
    expect(annotationsOf(exampleReport({ stoppedBy }))[0]).toEqual({
      severity: "error",
      title: "Comment migration stopped",
      message: "Refused. Give a token.",
      location: undefined,
    });
  });

  it("show what the baseline has as a warning, in nobody else's place", () => {
    const [page] = exampleVerification().failedPages;
    const failedPages = [{ ...(page ?? never()), known: true }];
    const findings: Finding[] = [{ severity: "error", code: "a", message: "Lost.", known: false }];
    expect(annotationsOf(exampleVerification({ failedPages, findings }))).toMatchObject([
      { severity: "error", message: "Lost." },
      { severity: "warning", title: "Comments of /posts/broken/ not verified (known)" },
    ]);
  });

  it("of one kind hide no other kind: each kind's first comes before any second", () => {
    const [failure] = exampleReport().failedPages;
    const failedPages = Array.from({ length: 10_000 }, (_, index) => ({
      ...(failure ?? never()),
      pageId: `/posts/${index}/`,
    }));
    const findings: Finding[] = [{ severity: "error", code: "other", message: "Another reason." }];
    const shown = annotationsOf(exampleReport({ failedPages, findings }));
    expect(shown).toHaveLength(10);
    expect(shown[1]?.message).toBe("Another reason.");
    expect(shown.at(-1)?.message).toBe("9992 more of this kind: see the job summary.");
  });

  it("are all shown up to the platform's limit of ten of a kind", () => {
    const shown = annotationsOf(exampleReport({ failedPages: [], findings: warnings(10) }));
    expect(shown.map((annotation) => annotation.message)).toContain("Warning 9.");
    expect(shown).toHaveLength(10);
  });

  it("above the limit, tell how many more there are in the tenth", () => {
    const shown = annotationsOf(exampleReport({ failedPages: [], findings: warnings(25) }));
    expect(shown).toHaveLength(10);
    expect(shown.at(-1)?.message).toBe("16 more of this kind: see the job summary.");
  });
});

function never(): never {
  throw new Error("the example report has a failed page");
}
