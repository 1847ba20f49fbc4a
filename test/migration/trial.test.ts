import { describe, expect, it } from "vitest";
import { Trial } from "../../src/migration/trial.ts";
import { row } from "../d1/stored-rows.ts";

const target = { callsFor: (rows: readonly unknown[]) => 10 * rows.length };
const imported = [
  { sourceId: "$a", commentId: 1, pageId: "/p/" },
  { sourceId: "$b", commentId: 2, pageId: "/p/" },
];

describe("a trial", () => {
  it("adds up what each batch would write, what is there, and the calls of all", () => {
    const trial = new Trial(target, imported);
    trial.count([row("$a"), row("$c")]);
    trial.count([row("$b"), row("$d"), row("$e")]);
    expect(trial.outcome([])).toEqual({
      toWrite: 3,
      alreadyThere: 2,
      databaseCalls: 50,
      batches: 2,
      samples: [],
    });
  });

  it("takes no batch and no call for pages without a comment", () => {
    const calls: number[] = [];
    const counting = {
      callsFor(rows: readonly unknown[]) {
        calls.push(rows.length);
        return 1;
      },
    };
    const trial = new Trial(counting, []);
    trial.count([]);
    expect(trial.outcome([])).toMatchObject({ toWrite: 0, databaseCalls: 0, batches: 0 });
    expect(calls).toEqual([]);
  });

  it("still counts the calls where everything is there already: the import would look", () => {
    const trial = new Trial(target, imported);
    trial.count([row("$a"), row("$b")]);
    expect(trial.outcome([])).toMatchObject({ toWrite: 0, alreadyThere: 2, databaseCalls: 20 });
  });

  it("refuses a page of which a comment was imported under another address, and names that", () => {
    const trial = new Trial(target, imported);
    expect(() => trial.checkPage([row("$c"), row("$b", { pageId: "/new/" })])).toThrow(
      expect.objectContaining({
        code: "imported-under-another-page",
        message: expect.stringContaining("/p/"),
      }),
    );
  });

  it("takes a page whose comments are new, or were imported under its address", () => {
    const trial = new Trial(target, imported);
    expect(() => trial.checkPage([row("$a"), row("$c", { pageId: "/new/" })])).not.toThrow();
  });
});
