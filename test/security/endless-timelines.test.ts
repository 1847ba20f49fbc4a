import { describe, expect, it } from "vitest";
import { timelinePages } from "../../src/sources/cactus/room.ts";
import type { Session } from "../../src/sources/cactus/session.ts";

/** A session whose homeserver gives empty pages, each with such a token for the next one. */
function sessionWith(tokenOf: (page: number) => string): Session {
  let asked = 0;
  return {
    isGuest: true,
    withToken: (send) => send("a token"),
    async request({ answer }) {
      asked += 1;
      return answer.parse({ chunk: [], end: tokenOf(asked) });
    },
  };
}

async function pagesOf(session: Session): Promise<number> {
  let pages = 0;
  for await (const _ of timelinePages(session, "!room:x", 500, new AbortController().signal)) {
    pages += 1;
    if (pages > 100_000) throw new Error("it goes on and on");
  }
  return pages;
}

describe("a homeserver that never comes to the end of a conversation", () => {
  it("is left after more pages than any room has", async () => {
    const endless = sessionWith((page) => `token ${page}`);
    await expect(pagesOf(endless)).rejects.toMatchObject({ code: "timeline-endless" });
  });

  it("is left at once where it leads in a circle", async () => {
    const circle = sessionWith((page) => `token ${page % 3}`);
    await expect(pagesOf(circle)).rejects.toMatchObject({ code: "timeline-loop" });
  });
});
