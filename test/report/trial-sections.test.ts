import { describe, expect, it } from "vitest";
import { proofSentence } from "../../src/report/trial-sections.ts";
import { exampleTrial } from "./report-of-each-kind.ts";

describe("the proof that a dry run wrote nothing", () => {
  it.each([
    [0, "counted 0 written rows."],
    [1, "counted 1 written row."],
    [7, "counted 7 written rows."],
    [null, "any other would have been refused before it was sent."],
  ])("where the database says %s ends “%s”", (rowsWritten, end) => {
    const sentence = proofSentence(exampleTrial({ proof: { databaseCalls: 3, rowsWritten } }));
    expect(sentence).toContain("3 calls");
    expect(sentence.endsWith(end)).toBe(true);
  });
});
