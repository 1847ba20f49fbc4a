import { expect, it } from "vitest";
import type { Widget } from "../../../src/domain/widget.ts";
import { oddThreadIds } from "../../../src/hugo/discovery/odd-thread-ids.ts";
import { siteWidget } from "../scan-fixture.ts";

const odd = { severity: "warning", code: "odd", message: "It is odd." } as const;
const widget: Widget = {
  ...siteWidget,
  oddThreadId: (threadId) => (threadId === "odd" ? odd : undefined),
};

it("what the widget says of a thread id is reported at the place of each thread with it", () => {
  const threads = ["odd", "even", "odd"].map((threadId, index) => ({
    threadId,
    location: { file: "content/a.md", line: index + 1 },
  }));
  const page = { pageId: "/a/", title: "A", file: "content/a.md", threads };
  expect(oddThreadIds([page], widget)).toEqual([
    { ...odd, pageId: "/a/", location: { file: "content/a.md", line: 1 } },
    { ...odd, pageId: "/a/", location: { file: "content/a.md", line: 3 } },
  ]);
});
