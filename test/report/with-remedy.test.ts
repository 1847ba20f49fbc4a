import { expect, it } from "vitest";
import { withRemedy } from "../../src/report/with-remedy.ts";

const remedy = "Run it again.";

it.each([
  ["The database is gone.", "The database is gone. Run it again."],
  ["It said: no such table: comments", "It said: no such table: comments. Run it again."],
  ['It said: "slow down!"', 'It said: "slow down!" Run it again.'],
  ["Who is there? (nobody.)", "Who is there? (nobody.) Run it again."],
  ["It said: failed\n", "It said: failed. Run it again."],
  ["It said: Größe…", "It said: Größe… Run it again."],
])("%j and its remedy are sentences of their own", (message, joined) => {
  expect(withRemedy(message, remedy)).toBe(joined);
});

it.each([null, ""])("a message without a remedy stays as it is (%j)", (none) => {
  expect(withRemedy("It said: failed", none)).toBe("It said: failed");
});
