import { expect, it } from "vitest";
import { headline } from "../../src/report/headline.ts";
import { reportOfEachKind } from "./report-of-each-kind.ts";

function headlineOf(kind: string): string {
  const report = reportOfEachKind[kind];
  if (report === undefined) throw new Error(`there is no report of the kind ${kind}`);
  return headline(report);
}

it("a run that followed its source says what it brought", () => {
  expect(headlineOf("followed")).toBe(
    "2 new comments moved, 1 edit applied, 2 removed comments taken out: all 4 pages with 30 comments are in comments now.",
  );
});

it("a verification does not claim that all matches where something changed since", () => {
  expect(headlineOf("verified, and changed on both sides since")).toBe(
    "Verified, nothing is wrong: 2 comments changed at the source since, for the next run to follow; 1 comment changed in the target since.",
  );
});
