import { describe, expect, it } from "vitest";
import { annotationsOf } from "../../src/action/annotations.ts";
import type { Finding } from "../../src/comment/finding.ts";
import { exampleReport } from "../report/example-report.ts";

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
