import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wranglerFailure } from "../../src/d1/wrangler/wrangler-failure.ts";
import { readWranglerOutput, resultsAnswer } from "../../src/d1/wrangler/wrangler-output.ts";

const answer = JSON.stringify(
  [{ results: [{ a: "[1]\n{" }], success: true, meta: { duration: 1 } }],
  null,
  2,
);

describe("what wrangler wrote", () => {
  it.each([
    ["nothing else", answer],
    ["an empty line", `\n${answer}\n`],
    ["a banner and colours", `\u001b[33m ⛅️ wrangler 4.164.0\n[WARNING] old\u001b[39m\n${answer}`],
    ["a line after it", `${answer}\nUpdate available\n`],
    [
      "a warning in brackets after it",
      `${answer}\n▲ [WARNING] The version {of} wrangler is out-of-date\n`,
    ],
    ["a line of a wrapper before and after it", `[info] begin\n${answer}\n[info] done\n`],
  ])("is read with %s around it", (_, stdout) => {
    expect(readWranglerOutput(resultsAnswer, stdout, "")).toEqual({
      kind: "answer",
      answer: [{ results: [{ a: "[1]\n{" }] }],
    });
  });

  it("tells how many rows D1 wrote, where it says so", () => {
    const meta = { duration: 1, rows_written: 3, changes: 1 };
    expect(
      readWranglerOutput(resultsAnswer, JSON.stringify([{ results: [], success: true, meta }]), ""),
    ).toEqual({
      kind: "answer",
      answer: [{ results: [], meta: { rows_written: 3 } }],
    });
  });

  it("is an error where it says so, with its notes", () => {
    const error = { text: "A request failed.", notes: [{ text: "Authentication error" }], code: 1 };
    expect(readWranglerOutput(resultsAnswer, JSON.stringify({ error }, null, 2), "")).toEqual({
      kind: "error",
      text: "A request failed. Authentication error",
    });
  });

  it("is unreadable when it was cut anywhere, and is shown without colours", () => {
    fc.assert(
      fc.property(fc.nat(answer.length - 1), (end) => {
        expect(readWranglerOutput(resultsAnswer, answer.slice(0, end), "").kind).toBe("unreadable");
      }),
    );
    expect(readWranglerOutput(resultsAnswer, "", "\u001b[31mout of memory\u001b[39m\n")).toEqual({
      kind: "unreadable",
      text: "out of memory",
    });
  });

  it("is unreadable when a statement did not succeed", () => {
    expect(readWranglerOutput(resultsAnswer, '[{"results":[],"success":false}]', "").kind).toBe(
      "unreadable",
    );
  });
});

describe("a failure that wrangler tells of", () => {
  // In Cloudflare's and wrangler's own words.
  it.each([
    [
      "d1-unavailable",
      true,
      "Received a malformed response from the API oops POST /x -> 500 Internal Server Error",
    ],
    [
      "d1-unavailable",
      true,
      "A request failed. Please wait and consider throttling your request speed [code: 971]",
    ],
    ["d1-unavailable", true, "A request failed. internal error [code: 7500]"],
    ["d1-unavailable", true, "fetch failed"],
    ["d1-unavailable", true, "D1 DB is overloaded. Requests queued for too long."],
    ["d1-unavailable", true, "Network connection lost."],
    ["d1-unavailable", true, "Cannot resolve D1 DB due to transient issue on remote node."],
    ["d1-unavailable", true, "D1 DB reset because its code was updated."],
    ["d1-unavailable", true, "Internal error in D1 DB storage caused object to be reset."],
    [
      "d1-daily-limit",
      false,
      "Your account has exceeded D1's free tier daily row write limit. Upgrade to a paid plan or wait until tomorrow (midnight UTC) to continue. [code: 7500]",
    ],
    ["d1-busy", true, "database is locked: SQLITE_BUSY"],
    ["d1-sql-error", false, "no such column: x: SQLITE_ERROR [code: 7500]"],
    ["d1-sql-error", false, "no such table: comments [code: 7500]"],
    [
      "d1-constraint",
      false,
      "UNIQUE constraint failed: comments.id: SQLITE_CONSTRAINT [code: 7500]",
    ],
    ["d1-constraint", false, "FOREIGN KEY constraint failed [code: 7500]"],
    ["d1-full", false, "Exceeded maximum account storage limit. [code: 7500]"],
    [
      "account-id-invalid",
      false,
      "Could not route to /accounts/x/d1/database, perhaps your object identifier is invalid? [code: 7003]",
    ],
    ["database-id-invalid", false, "The request is malformed: invalid database id [code: 7400]"],
    ["d1-sql-error", false, "incomplete input: SQLITE_ERROR [code: 7500]"],
    ["d1-statement-too-long", false, "statement too long: SQLITE_TOOBIG"],
    ["d1-full", false, "Exceeded maximum DB size"],
    ["d1-auth", false, "A request failed. Authentication error [code: 10000]"],
    [
      "d1-auth",
      false,
      "In a non-interactive environment, it's necessary to set a CLOUDFLARE_API_TOKEN environment variable for wrangler to work.",
    ],
    [
      "database-not-found",
      false,
      "Couldn't find a D1 DB with name or binding 'x' in your config or the API.",
    ],
    ["wrangler-failed", false, "Unknown argument: json"],
  ])("is %s (may pass by itself: %s): %s", (code, transient, words) => {
    const failure = wranglerFailure("comments", words);
    expect(failure).toMatchObject({ code, transient });
    expect(failure.message).toContain(words);
  });
});
