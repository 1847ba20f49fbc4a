import { createServer, type IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { createClassicApi } from "../../../src/targets/classic/public-api.ts";
import { cwdApi } from "../../../src/targets/cwd/public-api.ts";
import {
  type CommentsApi,
  createPublishedComments,
} from "../../../src/targets/public-api/comments-api.ts";
import { publishedTime } from "../../../src/targets/public-api/published-time.ts";
import { listenOnLoopback } from "../../parts/machine/loopback.ts";

const never = new AbortController().signal;

/** Reads a page from a server that gives these answers, one after the other. */
async function read(
  api: CommentsApi,
  page: string,
  answers: readonly { readonly status?: number; readonly body: unknown }[],
) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const { status = 200, body } = answers[requests.length] ?? { status: 404, body: "" };
    requests.push(request);
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  const apiBase = await listenOnLoopback(server);
  const options = { apiBase, origin: "https://blog.example", maxRetries: 1 };
  try {
    const comments = await createPublishedComments(api, options).readPage(page, never);
    return { comments, requests };
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
    expect(comments.map(({ commentId }) => commentId)).toEqual([1, 2]);
  });

  it("is read on from the cursor that an answer gives", async () => {
    const { comments, requests } = await read(createClassicApi(), "/", [
      { body: { threads: [{ id: 1, comments: [comment] }], next: "1.1" } },
      { body: { threads: [{ id: 2, comments: [{ ...comment, id: 2 }] }], next: null } },
    ]);
    expect(comments.map(({ commentId }) => commentId)).toEqual([1, 2]);
    expect(requests.map(({ url }) => url)).toEqual(["/comments/%2F", "/comments/%2F?cursor=1.1"]);
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
