import { WriteStream } from "node:tty";
import { describe, expect, it } from "vitest";
import { createBarObserver } from "../../src/cli/bar-observer.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";

/** A terminal that keeps what is written to it. */
function terminal() {
  const written: string[] = [];
  const stream: WriteStream = Object.assign(Object.create(WriteStream.prototype), {
    isTTY: true,
    columns: 200,
    rows: 40,
    write(text: string) {
      written.push(text);
      return true;
    },
  });
  return { stream, written };
}

const page = (name: string) => ({
  pageId: `/posts/${name}/`,
  title: name,
  file: `content/${name}.md`,
  threads: [],
});

describe("the progress bar", () => {
  it("tells pages, comments, the pace, the time left and the page at work", async () => {
    const { stream, written } = terminal();
    const bar = createBarObserver(stream);
    bar.scanned(scanOf([page("a"), page("b"), page("c")]), 0);
    bar.pageStarted(page("a"));
    bar.pageDone({ state: "completed", page: page("a"), comments: 7, inserted: 7 });
    bar.pageStarted(page("b\u001b[2J"));
    bar.close();
    const last = written.join("");
    expect(last).toMatch(
      /33% \| 1\/3 pages \| 7 comments \| .* \| about .* left \| \/posts\/b \[2J/,
    );
  });

  it("leaves a failed page above it, as a line", () => {
    const { stream, written } = terminal();
    const bar = createBarObserver(stream);
    bar.scanned(scanOf([page("a")]), 0);
    const failure = { code: "x", message: "The server is closed." };
    bar.pageDone({
      state: "failed",
      page: page("a"),
      comments: 0,
      step: "read",
      attempts: 1,
      failure,
    });
    bar.close();
    expect(written).toContain("✗ /posts/a/: The server is closed.\n");
  });
});
