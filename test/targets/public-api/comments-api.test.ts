import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { createClassicApi } from "../../../src/targets/classic/public-api.ts";
import { commentKitApi } from "../../../src/targets/comment-kit/public-api.ts";
import { cwdApi } from "../../../src/targets/cwd/public-api.ts";
import { momoApi } from "../../../src/targets/momo/public-api.ts";
import {
  type CommentsApi,
  createPublishedComments,
} from "../../../src/targets/public-api/comments-api.ts";
import { publishedTime } from "../../../src/targets/public-api/published-time.ts";
import { walineApi } from "../../../src/targets/waline/public-api.ts";
import { listenOnLoopback } from "../../parts/machine/loopback.ts";

const never = new AbortController().signal;

/** Reads a page from a server that gives these answers, one after the other. */
async function read(
  api: CommentsApi,
  page: string,
  answers: readonly { readonly status?: number; readonly body: unknown }[],
) {
  const requests: IncomingMessage[] = [];
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const { status = 200, body } = answers[requests.length] ?? { status: 404, body: "" };
    requests.push(request);
    bodies.push(await text(request));
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  const apiBase = await listenOnLoopback(server);
  const options = { apiBase, origin: "https://blog.example", maxRetries: 1 };
  try {
    const comments = await createPublishedComments(api, options).readPage(page, never);
    return { comments, requests, bodies };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("the public API of a comment system", () => {
  const comment = { id: 1, parent_id: null, author_name: "Ada", content: "Hi", created_at: 0 };
  const expected = {
    commentId: 1,
    parentId: null,
    authorName: "Ada",
    content: "Hi",
    html: undefined,
    createdAt: "1970-01-01T00:00:00.000Z",
  };

  it("is asked for a page by its encoded id, as from the site", async () => {
    const { requests } = await read(createClassicApi(), "/posts/caf%C3%A9/", [{ body: [] }]);
    expect(requests.map(({ url }) => url)).toEqual(["/comments/%2Fposts%2Fcaf%25C3%25A9%2F"]);
    expect(requests[0]?.headers.origin).toBe("https://blog.example");
  });

  it.each([
    ["a list", [comment]],
    ["an object with comments", { comments: [comment] }],
    ["an object with data", { data: [comment] }],
    ["threads", { threads: [{ id: 1, comments: [comment] }], next: null }],
    ["camel case", [{ id: 1, parentId: null, author: { name: "Ada" }, body: "Hi", createdAt: 0 }]],
  ])("may answer with %s", async (_, body) => {
    const { comments } = await read(createClassicApi(), "/", [{ body }]);
    expect(comments).toEqual([expected]);
  });

  it("may nest replies in what they answer", async () => {
    const body = [{ ...comment, replies: [{ ...comment, id: 2, parent_id: undefined }] }];
    const { comments } = await read(createClassicApi(), "/", [{ body }]);
    expect(comments).toEqual([expected, { ...expected, commentId: 2, parentId: 1 }]);
  });

  it("is read to its last page", async () => {
    const one = {
      id: 1,
      parentId: null,
      name: "A",
      contentText: "t",
      contentHtml: "h",
      created: 1,
    };
    const { comments } = await read(cwdApi(undefined), "/", [
      { body: { data: [one], pagination: { page: 1, total: 2 } } },
      { body: { data: [{ ...one, id: 2 }], pagination: { page: 2, total: 2 } } },
    ]);
    expect(comments).toMatchObject([
      { commentId: 1, content: undefined, html: "h" },
      { commentId: 2, content: undefined, html: "h" },
    ]);
  });

  it("may list threads in pages, and give an account's name instead of the comment's", async () => {
    const root = {
      ...{ objectId: 1, pid: null, rid: null, user_id: 7, nick: "The owner", comment: "<p>Hi</p>" },
      insertedAt: "2024-01-01T00:00:00.000Z",
    };
    const reply = { ...root, objectId: 2, pid: 1, rid: 1, user_id: null, nick: "Ada" };
    const page = (number: number, data: readonly unknown[]) => ({
      body: { errno: 0, errmsg: "", data: { page: number, totalPages: 2, data } },
    });
    const { comments, requests } = await read(walineApi, "/café/", [
      page(1, [{ ...root, children: [reply] }]),
      page(2, [{ ...root, objectId: 3, children: [] }]),
    ]);
    expect(comments).toMatchObject([
      { commentId: 1, parentId: null, authorName: undefined, html: "<p>Hi</p>" },
      { commentId: 2, parentId: 1, authorName: "Ada", createdAt: root.insertedAt },
      { commentId: 3 },
    ]);
    expect(requests.map(({ url }) => url)).toEqual(
      ["1", "2"].map(
        (n) => `/comment?path=%2Fcaf%C3%A9%2F&page=${n}&pageSize=50&sortBy=insertedAt_asc`,
      ),
    );
  });

  it("is read to its last page from Momo, whose text is Markdown, by its HTML", async () => {
    const one = {
      ...{ id: 1, parentId: null, author: "Ada", contentText: "\\*", contentHtml: "<p>*</p>" },
      pubDate: "2024-01-01T00:00:00.000Z",
    };
    const answer = (page: number, comments: readonly object[]) => ({
      body: { code: 200, data: { comments, pagination: { page, limit: 50, totalPage: 2 } } },
    });
    const { comments, requests } = await read(momoApi, "/caf%C3%A9/", [
      answer(1, [one]),
      answer(2, [{ ...one, id: 2, parentId: 1 }]),
    ]);
    expect(requests.map(({ url }) => url)).toEqual([
      "/comments?post_slug=%2Fcaf%25C3%25A9%2F&page=1&limit=50&nested=false",
      "/comments?post_slug=%2Fcaf%25C3%25A9%2F&page=2&limit=50&nested=false",
    ]);
    const shown = {
      ...{ parentId: null, authorName: "Ada", content: undefined, html: "<p>*</p>" },
      createdAt: "2024-01-01T00:00:00.000Z",
    };
    expect(comments).toEqual([
      { ...shown, commentId: 1 },
      { ...shown, commentId: 2, parentId: 1 },
    ]);
  });

  it("is read as threads from comment-kit", async () => {
    const one = {
      ...{ id: 1, parent_id: null, author_name: "Ada", content: "Hi", replies: [] },
      created_at: "2024-01-01 00:00:00",
    };
    const reply = { ...one, id: 2, parent_id: 1 };
    const { comments, requests } = await read(commentKitApi, "https://blog.example/p/", [
      { body: { comments: [{ ...one, replies: [reply] }], count: 1 } },
    ]);
    expect(requests.map(({ url }) => url)).toEqual([
      "/comments?page_url=https%3A%2F%2Fblog.example%2Fp%2F&sort=asc",
    ]);
    const shown = { ...expected, createdAt: "2024-01-01T00:00:00.000Z" };
    expect(comments).toEqual([shown, { ...shown, commentId: 2, parentId: 1 }]);
  });

  it("is read on from the cursor that an answer gives", async () => {
    const { comments, requests } = await read(createClassicApi(), "/", [
      { body: { threads: [{ id: 1, comments: [comment] }], next: "1.1" } },
      { body: { threads: [{ id: 2, comments: [{ ...comment, id: 2 }] }], next: null } },
    ]);
    expect(comments.map(({ commentId }) => commentId)).toEqual([1, 2]);
    expect(requests.map(({ url }) => url)).toEqual(["/comments/%2F", "/comments/%2F?cursor=1.1"]);
  });

  it("is posted what it takes, as JSON", async () => {
    const posted = { ...createClassicApi(), path: () => "/", body: (page: string) => ({ page }) };
    const { requests, bodies } = await read(posted, "/p/", [{ body: [] }]);
    expect(requests.map(({ method, headers }) => [method, headers["content-type"]])).toEqual([
      ["POST", "application/json"],
    ]);
    expect(bodies).toEqual(['{"page":"/p/"}']);
  });

  it("is asked again after a failure that may pass", async () => {
    const { comments } = await read(createClassicApi(), "/", [
      { status: 503, body: "" },
      { body: [] },
    ]);
    expect(comments).toEqual([]);
  });

  it.each([
    ["a refusal", { status: 403, body: "" }, "returned HTTP status 403"],
    ["a web page", { body: "<html>" }, "returned no JSON"],
    ["something else", { body: { hello: 1 } }, "returned an unexpected answer"],
  ])("that gives %s makes the page fail with its address", async (_, answer, message) => {
    await expect(read(createClassicApi(), "/p/", [answer])).rejects.toMatchObject({
      code: "comments-api-failed",
      message: expect.stringMatching(new RegExp(`${message}.*/comments/%2Fp%2F`)),
    });
  });
});

it.each([
  ["2024-01-01T00:00:00.000Z", "2024-01-01T00:00:00.000Z"],
  ["2024-01-01 00:00:00", "2024-01-01T00:00:00.000Z"],
  ["2024-01-01T01:00:00+01:00", "2024-01-01T00:00:00.000Z"],
  [1_704_067_200, "2024-01-01T00:00:00.000Z"],
  [1_704_067_200_123, "2024-01-01T00:00:00.123Z"],
  ["soon", "soon"],
])("an API's time %j is %s", (given, expected) => {
  expect(publishedTime(given)).toBe(expected);
});
