import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Attachment } from "../../src/domain/comment.ts";
import { createFolderStore } from "../../src/media/folder-store.ts";
import { keepingMedia } from "../../src/media/keep-media.ts";
import { pageOf, recordsInMemory, sourceWith, temporaryFolder } from "./kept-world.ts";

const signal = new AbortController().signal;
const picture = Buffer.from("\x89PNG\r\n\x1a\n a picture", "latin1");
const small = Buffer.from("\x89PNG\r\n\x1a\n small", "latin1");
const svg = Buffer.from("<svg><script>alert(1)</script></svg>");
const cat = "mxc://a.example/cat";
const drawing = "mxc://a.example/drawing";

const named = (bytes: Uint8Array, extension: string) =>
  `${createHash("sha256").update(bytes).digest("hex")}.${extension}`;

const pathOf = z.object({ file: z.object({ path: z.string() }) });

function held({ address, kind }: Attachment) {
  if (address === drawing) return svg;
  return kind === "file" ? picture : small;
}

let folder: ReturnType<typeof temporaryFolder>;
let records: ReturnType<typeof recordsInMemory>;

beforeEach(() => {
  folder = temporaryFolder();
  records = recordsInMemory();
});
afterEach(() => folder[Symbol.dispose]());

function keep(source: ReturnType<typeof sourceWith>, more: { readOnly?: boolean } = {}) {
  const store = createFolderStore({ folder: folder.path, address: "/kept" });
  const limits = { concurrency: 3, mostBytes: 1_000, readOnly: false, ...more };
  return keepingMedia(source, { store, records, ...limits });
}

async function textsOf(keeping: ReturnType<typeof keep>, pageId = "/a/") {
  const { comments, findings = [] } = await keeping.readPage(pageOf(pageId), signal);
  return { texts: comments.map(({ body }) => body), findings };
}

describe("media that is kept", () => {
  it("is stored by its digest, recorded, and named in the text", async () => {
    const source = sourceWith({ "/a/": [cat] }, held);
    await using keeping = keep(source);
    const { texts, findings } = await textsOf(keeping);
    expect(findings).toEqual([]);
    const [file, thumbnail] = [named(picture, "png"), named(small, "png")];
    expect(texts).toEqual([`shown /kept/${file}, shown /kept/${thumbnail}`]);
    expect(folder.names()).toEqual([file, thumbnail].toSorted());
    expect(readFileSync(join(folder.path, file))).toEqual(picture);
    expect(records.all).toMatchObject([
      { address: cat, kind: "file", name: file, bytes: picture.length, contentType: "image/png" },
      { address: cat, kind: "thumbnail", name: thumbnail },
    ]);
  });

  it("is fetched once, however often and on however many pages it is shown", async () => {
    const source = sourceWith({ "/a/": [cat, cat, drawing], "/b/": [cat, drawing] }, held);
    await using keeping = keep(source);
    await Promise.all([textsOf(keeping, "/a/"), textsOf(keeping, "/b/")]);
    expect(source.asked.toSorted()).toEqual([`file ${cat}`, `file ${drawing}`, `thumbnail ${cat}`]);
  });

  it("is one file where two have the same bytes", async () => {
    const again = "mxc://a.example/again";
    await using keeping = keep(sourceWith({ "/a/": [cat, again] }, held));
    const { texts } = await textsOf(keeping);
    expect(texts[0]).toBe(texts[1]);
    expect(folder.names()).toHaveLength(2);
  });

  it("is only led to where it could run", async () => {
    const source = sourceWith({ "/a/": [drawing] }, held);
    await using keeping = keep(source);
    const { texts } = await textsOf(keeping);
    expect(texts).toEqual([`named /kept/${named(svg, "bin")}, link to ${drawing}`]);
    expect(source.asked).toEqual([`file ${drawing}`]);
  });

  it("has the texts of the first run in the second, which asks for nothing", async () => {
    const first = sourceWith({ "/a/": [cat, drawing] }, held);
    await using before = keep(first);
    const expected = await textsOf(before);
    const second = sourceWith({ "/a/": [cat, drawing] }, held);
    await using after = keep(second);
    expect(await textsOf(after)).toEqual(expected);
    expect(second.asked).toEqual([]);
  });

  it("is forgotten where no comment shows it any more, and named, but not what is still shown", async () => {
    await using before = keep(sourceWith({ "/a/": [cat, drawing] }, held));
    await textsOf(before);
    await using after = keep(sourceWith({ "/a/": [cat] }, held));
    await textsOf(after);
    expect(await after.forgetUnshown(signal)).toEqual([named(svg, "bin")]);
    expect(records.all.map(({ address }) => address)).toEqual([cat, cat]);
    await after.completeStore(signal);
    expect(records.all).toHaveLength(2);
  });

  it("keeps its address where the copy is lost and the homeserver has it no more, and says so", async () => {
    const source = sourceWith({ "/a/": [cat] }, held);
    await using before = keep(source);
    const { texts } = await textsOf(before);
    rmSync(join(folder.path, named(picture, "png")));
    const poor = sourceWith({ "/a/": [cat] }, () => ({ is: "refused", status: 404 }));
    await using after = keep(poor);
    const now = await textsOf(after);
    expect(now.texts).toEqual(texts);
    expect(now.findings).toMatchObject([
      { severity: "warning", code: "media-copy-lost", sourceIds: ["$0"] },
    ]);
  });

  it.each([
    ["is no longer there", undefined],
    ["was cut off", picture.subarray(0, 9)],
    ["has other bytes of the same number", Buffer.alloc(picture.length, "x")],
  ])("is fetched again where its file %s", async (_, bytes) => {
    const source = sourceWith({ "/a/": [cat] }, held);
    await using before = keep(source);
    const expected = await textsOf(before);
    const path = join(folder.path, named(picture, "png"));
    writeFileSync(path, bytes ?? "");
    await using after = keep(source);
    source.asked.length = 0;
    expect(await textsOf(after)).toEqual(expected);
    expect(source.asked).toEqual([`file ${cat}`]);
    expect(readFileSync(path)).toEqual(picture);
  });

  it("is put back for pages that are not read again", async () => {
    const source = sourceWith({ "/a/": [cat] }, held);
    await using before = keep(source);
    await textsOf(before);
    const path = join(folder.path, named(picture, "png"));
    writeFileSync(path, "");
    await using after = keep(source);
    await after.completeStore(signal);
    expect(readFileSync(path)).toEqual(picture);
  });

  it.each(["refused", "broken-off"] as const)(
    "is its own thumbnail, from then on, where the homeserver's is %s",
    async (is) => {
      const answer = is === "refused" ? { is, status: 400 } : { is };
      const source = sourceWith({ "/a/": [cat] }, (one) =>
        one.kind === "file" ? picture : answer,
      );
      await using before = keep(source);
      const expected = await textsOf(before);
      const file = named(picture, "png");
      expect(expected).toEqual({
        texts: [`shown /kept/${file}, shown /kept/${file}`],
        findings: [],
      });
      const later = sourceWith({ "/a/": [cat] }, held);
      await using after = keep(later);
      expect(await textsOf(after)).toEqual(expected);
      expect(later.asked).toEqual([]);
    },
  );
});

describe("media that can't be had", () => {
  it.each([
    [{ is: "refused", status: 404 } as const, /HTTP status 404/],
    [{ is: "replaced" } as const, /a web page instead/],
    [{ is: "broken-off" } as const, /did not send all of it in time/],
    [Buffer.alloc(1_001), /larger than/],
  ])("is reported by comment, and the text keeps its link (%#)", async (answer, why) => {
    const source = sourceWith({ "/a/": [cat, "mxc://a.example/gone"] }, (one) =>
      one.address === cat ? held(one) : answer,
    );
    await using keeping = keep(source);
    const { texts, findings } = await textsOf(keeping);
    expect(texts[0]).toMatch(/^shown/);
    expect(texts[1]).toBe("link to mxc://a.example/gone, link to mxc://a.example/gone");
    expect(findings).toMatchObject([
      { severity: "warning", code: "media-not-kept", pageId: "/a/", sourceIds: ["$1"] },
    ]);
    expect(findings[0]?.message).toMatch(why);
    expect(findings[0]?.message).toContain("mxc://a.example/gone");
    expect(records.all.map(({ address }) => address)).toEqual([cat, cat]);
  });

  it("fails the page where the homeserver fails in all, and is tried again for the next one", async () => {
    let isDown = true;
    const source = sourceWith({ "/a/": [cat], "/b/": [cat] }, (one) =>
      isDown ? new Error("unreachable") : held(one),
    );
    await using keeping = keep(source);
    await expect(textsOf(keeping, "/a/")).rejects.toThrow("unreachable");
    isDown = false;
    expect((await textsOf(keeping, "/b/")).texts[0]).toMatch(/^shown/);
  });

  it("leaves no temporary file", async () => {
    const paths: string[] = [];
    const source = sourceWith({ "/a/": [cat, drawing] }, held);
    const keeping = keep({
      ...source,
      readMedia: async (attachment, receive, until) => {
        const answer = await source.readMedia?.(
          attachment,
          async (bytes) => {
            const received = await receive(bytes);
            paths.push(pathOf.parse(received).file.path);
            return received;
          },
          until,
        );
        return answer ?? { is: "broken-off" };
      },
    });
    await textsOf(keeping);
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => existsSync(path))).toEqual([]);
    await keeping[Symbol.asyncDispose]();
  });
});

describe("a run that writes nothing", () => {
  it("names what is recorded and leaves the links of the rest, without a request", async () => {
    await using before = keep(sourceWith({ "/a/": [cat] }, held));
    const { texts: expected } = await textsOf(before);
    const files = folder.names();
    const source = sourceWith({ "/a/": [cat, drawing] }, held);
    await using keeping = keep(source, { readOnly: true });
    const { texts, findings } = await textsOf(keeping);
    expect(texts).toEqual([...expected, `link to ${drawing}, link to ${drawing}`]);
    expect(findings).toEqual([]);
    expect(keeping.unfetched()).toBe(1);
    expect(source.asked).toEqual([]);
    expect(folder.names()).toEqual(files);
  });
});
