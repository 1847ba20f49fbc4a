import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { comment, github, never, open, pageWith } from "./with-github.ts";

const repository = "octo/blog";
const uuid = "50282090-adfd-4ddb-9e27-c30753c6b161";
const asset = `https://github.com/user-attachments/assets/${uuid}`;
const old = "https://user-images.githubusercontent.com/1/2-3.png";
const withKey = `https://private-user-images.githubusercontent.com/6/3-${uuid}.png?jwt=eyJ.a`;
const comments = [
  comment(1, { html: `<p><a href="${withKey}"><img src="${withKey}" alt="image"></a></p>` }),
  comment(2, {
    html: `<p><img src="${old}" alt="cat"> <a href="https://cats.example">cats</a></p>`,
  }),
  comment(3, { html: '<p><img src="https://cats.example/a.png" alt="a cat"></p>' }),
];
const model = {
  repository,
  discussions: [{ number: 1, title: "post/", body: "", comments }],
  issues: [{ number: 2, title: "post/", body: "", comments }],
};

/** A source whose requests to other servers than the API get these answers. */
async function openWithMedia(
  threads: "discussions" | "issues",
  answer: (url: URL) => Response,
  keepsMedia = true,
) {
  const apis = await github(model);
  const others: { readonly url: string; readonly headers: readonly string[] }[] = [];
  const source = await open(apis, {
    threads,
    keepsMedia,
    contentFormat: "html",
    maxRetries: 0,
    async fetch(input, init) {
      const request = new Request(input, init);
      if (request.url.startsWith("http://127.0.0.1")) return fetch(request);
      others.push({ url: request.url, headers: [...request.headers.keys()] });
      return answer(new URL(request.url));
    },
  });
  const page = pageWith(...source.threads.map(({ id }) => id));
  return { others, comments: source.comments, page };
}

describe.each(["discussions", "issues"] as const)("media of comments in %s", (threads) => {
  it("is what people dropped into them, by an address that stays the same", async () => {
    const { comments: source, page } = await openWithMedia(threads, () => new Response());
    const { media = [] } = await source.readPage(page, never);
    expect(media.map(({ attachments }) => attachments)).toEqual([
      [{ address: asset, kind: "file" }],
      [{ address: old, kind: "file" }],
    ]);
    const bodies = media.map((one) =>
      one.textsWith(({ address }) => ({
        address: address === asset ? "/new.png" : "/old.png",
        isPicture: true,
      })),
    );
    const rel = 'rel="nofollow noopener ugc"';
    expect(bodies).toEqual([
      { body: `<p><a href="/new.png" ${rel}><img src="/new.png" alt="image" /></a></p>` },
      {
        body: `<p><img src="/old.png" alt="cat" /> <a href="https://cats.example/" ${rel}>cats</a></p>`,
      },
    ]);
  });

  it("belongs to comments by their source ids", async () => {
    const { comments: source, page } = await openWithMedia(threads, () => new Response());
    const { comments: read, media = [] } = await source.readPage(page, never);
    expect(media.map(({ comment }) => comment)).toEqual(
      read.slice(0, 2).map(({ sourceId }) => sourceId),
    );
  });

  it("is read from GitHub's storage without the token", async () => {
    const { comments: source, others } = await openWithMedia(threads, ({ hostname }) =>
      hostname === "github.com"
        ? new Response(null, { status: 302, headers: { location: "https://storage.example/a" } })
        : new Response("a picture"),
    );
    const answer = await source.readMedia?.({ address: asset, kind: "file" }, buffer, never);
    expect(answer).toEqual({ is: "read", result: Buffer.from("a picture") });
    expect(others).toEqual([
      { url: asset, headers: [] },
      { url: "https://storage.example/a", headers: [] },
    ]);
  });

  it("is refused where the repository is private", async () => {
    const { comments: source } = await openWithMedia(
      threads,
      () => new Response("Not Found", { status: 404 }),
    );
    const answer = await source.readMedia?.({ address: asset, kind: "file" }, buffer, never);
    expect(answer).toEqual({ is: "refused", status: 404 });
  });

  it("stays there unless it is to be kept", async () => {
    const { comments: source, page } = await openWithMedia(threads, () => new Response(), false);
    expect(await source.readPage(page, never)).not.toHaveProperty("media");
    expect(source.readMedia).toBeUndefined();
  });
});
