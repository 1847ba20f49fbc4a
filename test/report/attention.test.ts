import { describe, expect, it } from "vitest";
import { attentionOf, placesIn } from "../../src/report/attention.ts";
import { exampleReport } from "./example-report.ts";

const finding = (severity: "error" | "warning" | "notice", code: string, message = code) => ({
  severity,
  code,
  message,
});

describe("what needs attention", () => {
  it("begins with what stopped the run, then failed pages, errors, warnings and notices", () => {
    const groups = attentionOf(
      exampleReport({
        stoppedBy: { code: "d1-auth", message: "Refused.", remedy: null },
        findings: [finding("notice", "n"), finding("warning", "w"), finding("error", "e")],
      }),
    );
    expect(groups.map(({ severity, about, code }) => [severity, about, code])).toEqual([
      ["error", "stopped", "d1-auth"],
      ["error", "page", "homeserver-unreachable"],
      ["error", "finding", "e"],
      ["warning", "finding", "w"],
      ["notice", "finding", "n"],
    ]);
  });

  it("says one thing once, with all its places, and what there is most of first", () => {
    const at = (line: number) => ({
      ...finding("warning", "many", "The same."),
      location: { file: "a.md", line },
    });
    const [first, second] = attentionOf(
      exampleReport({
        failedPages: [],
        findings: [finding("warning", "one"), at(1), at(2), finding("warning", "many", "Other.")],
      }),
    );
    expect(first?.items.map(({ message, places }) => [message, places.length])).toEqual([
      ["The same.", 2],
      ["Other.", 1],
    ]);
    expect(first === undefined ? 0 : placesIn(first)).toBe(3);
    expect(second?.code).toBe("one");
  });
});
