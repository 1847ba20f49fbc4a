import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { z } from "zod";
import type { Page } from "../../src/domain/page.ts";
import { migrate } from "../../src/migration/migrate.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { verifySite } from "../../src/migration/verify-site.ts";
import { createCactusSource } from "../../src/sources/cactus/comment-source.ts";
import { MemoryOfRuns } from "../migration/memory-of-runs.ts";
import { silentObserver } from "../migration/silent-observer.ts";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { targetOn } from "../parts/d1/target-on.ts";
import { matrixResult, path } from "../parts/homeserver/matrix-request.ts";
import { startSynapse } from "../parts/homeserver/synapse.ts";
import { registerAdmin } from "../parts/homeserver/synapse-accounts.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";

const never = new AbortController().signal;
const sharedSecret = "for an administrator";
const now = () => new Date();
const location = { file: "content/old.md", line: 1 };
const page: Page = {
  pageId: "/old/",
  title: "Old",
  file: location.file,
  threads: [{ threadId: "old", location }],
};
const purging = z.object({ purge_id: z.string() });
const status = z.object({ status: z.string() });

/** Source: Synapse's admin API, "Purge History API". */
async function purge(baseUrl: string, token: string, roomId: string, upTo: string): Promise<void> {
  const admin = "/_synapse/admin/v1";
  const { purge_id } = await matrixResult(
    baseUrl,
    {
      method: "POST",
      path: admin + path`/purge_history/${roomId}`,
      token,
      body: { delete_local_events: true, purge_up_to_event_id: upTo },
    },
    purging,
  );
  for (let tries = 0; tries < 100; tries += 1) {
    const asked = { path: admin + path`/purge_history_status/${purge_id}`, token };
    if ((await matrixResult(baseUrl, asked, status)).status === "complete") return;
    await sleep(100);
  }
  throw new Error("the history was not purged");
}

describeWith("synapse")("a room whose old history its homeserver has purged", () => {
  it("loses in the target what was removed there, and nothing that was only purged", async () => {
    await using server = await startSynapse({ sharedSecret });
    const room = await server.createRoom("blog", "old");
    const ada = await server.createUser("ada", "Ada");
    await room.join(ada);
    const ids: string[] = [];
    for (const body of ["one", "two", "three", "four", "five"]) {
      if (body === "three") await room.setDisplayName(ada, "Ada the Second");
      ids.push(await room.send(ada, { msgtype: "m.text", body }));
    }
    const source = createCactusSource({
      homeserverUrl: server.baseUrl,
      serverName: server.serverName,
      siteNames: ["blog"],
      maxRetries: 0,
    });
    const transport = createSqliteTransport();
    const target = targetOn(transport, { owner: { sources: source.names } });
    const parts = { source, target, observer: silentObserver, now };
    const run = async () =>
      migrate(
        { ...parts, memory: new MemoryOfRuns(), stopwatch: new Stopwatch(now, "start") },
        scanOf([page]),
        { concurrency: 1, batchSize: 10, delayBetweenBatches: 0, believeDatabase: true },
        never,
      );
    const shown = () =>
      transport.database
        .prepare("SELECT author_name AS author, content AS text FROM comments ORDER BY id")
        .all()
        .map(({ author, text }) => `${author}: ${text}`);
    await run();

    const [, , , fourth = "", fifth = ""] = ids;
    await room.redact(ada, fifth);
    await room.send(ada, { msgtype: "m.text", body: "six" });
    const token = await registerAdmin(server.baseUrl, sharedSecret);
    await purge(server.baseUrl, token, room.roomId, fourth);
    const { changes, findings, pages } = await run();
    expect(shown()).toEqual([
      "Ada: one",
      "Ada: two",
      "Ada the Second: three",
      "Ada the Second: four",
      "Ada the Second: six",
    ]);
    expect(changes).toMatchObject([{ kind: "removed", result: "applied", comment: fifth }]);
    expect(findings.map(({ code }) => code)).toEqual(["fewer-comments"]);
    expect(findings[0]?.message).toContain("3 moved comments are not among them");
    expect(pages[0]?.state).toBe("completed");

    const verified = await verifySite(
      { ...parts, stopwatch: new Stopwatch(now, "start") },
      scanOf([page]),
      { concurrency: 1 },
      never,
    );
    expect([verified.differences, verified.pages[0]?.state]).toEqual([[], "verified"]);
  });
});
