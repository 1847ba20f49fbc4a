import { expect, it } from "vitest";
import { renderArchiveProposal } from "../../src/report/proposal.ts";
import { renderText } from "../../src/report/text.ts";
import { exampleArchive } from "./example-report.ts";

it("the report of an archive is short: its numbers, what was left out, and what to do", () => {
  const text = renderText(exampleArchive());
  expect(text).toContain("data/comments has 340 comments on 12 pages");
  expect(text).toMatch(/Files written +2 \(10 unchanged\)/);
  expect(text).toMatch(/Files removed +1/);
  expect(text).toMatch(/Comments left out +5 \(4 hidden, 1 of unknown pages\)/);
  expect(text).toContain("Commit the folder");
  expect(text).not.toMatch(/[Cc]heckpoint|Hugo|shortcode/);
});

it("an archive that is as it was needs nothing to be done", () => {
  const text = renderText(exampleArchive({ written: 0, removed: 0, unchanged: 12 }));
  expect(text).toContain("nothing changed");
  expect(text).toContain("You don't have to do anything");
});

it("the pull request of an archive says what it brings, in as much text as there is room for", () => {
  const change = { archive: { written: 2, removed: 1 }, runAddress: "https://ci.example/run/1" };
  const { title, body } = renderArchiveProposal(change, exampleArchive(), 60_000);
  expect(title).toBe("Update the comment archive in 3 files");
  expect(body).toContain("brings the archive of the comments up to date");
  expect(body).toContain("https://ci.example/run/1");
  const short = renderArchiveProposal(change, exampleArchive(), 400);
  expect(short.body.length).toBeLessThanOrEqual(400);
});
