import { type Context, Hono } from "hono";
import {
  askingOrigin,
  corsHeaders,
  preflightAnswer,
  siteOrigin,
} from "./answers/allowed-origins.ts";
import { confirmation, isNavigation, refusalPage } from "./answers/reader-pages.ts";
import { Refusal, refusalAnswer, refusalOf } from "./answers/refusal.ts";
import { type SiteWords, siteWords } from "./answers/site-words.ts";
import { countComments } from "./comments/count-comments.ts";
import { checkPage } from "./comments/known-pages.ts";
import { newComment, newText } from "./comments/new-comment.ts";
import { deleteOwn, editOwn, type OwnComment } from "./comments/own-comment.ts";
import { pageIdOf } from "./comments/page-id.ts";
import { readComments } from "./comments/read-comments.ts";
import { readFields } from "./comments/sent-fields.ts";
import { checkPerson } from "./comments/turnstile.ts";
import { writeComment } from "./comments/write-comment.ts";
import { limitSender, writerOf } from "./comments/writer-limit.ts";
import { contentFormat, type Env } from "./env.ts";
import { sendNotice } from "./moderation/notice.ts";
import { moderationRoutes } from "./moderation/routes.ts";

// Comments of a site, on the table that `target-schema: classic` fills.
//
//   GET    /api/comments/<page id>        threads, the oldest first; ?cursor=, ?before=, ?comment=, ?limit=
//   POST   /api/comments/<page id>        author_name, content, parent_id; JSON or a form
//   PATCH  /api/comments/<page id>/<id>   content, by who wrote it, for some minutes
//   DELETE /api/comments/<page id>/<id>   likewise
//   GET    /api/counts?page=…&page=…      numbers of comments
//   GET    /moderation                    for moderators
//
// The page id is Hugo's .RelPermalink, percent-encoded: /api/comments/%2Fposts%2Fbread%2F.

const securityHeaders = {
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=31536000",
  "X-Content-Type-Options": "nosniff",
};
const strictest = "default-src 'none'; frame-ancestors 'none'";

interface Variables {
  /** Of the site's page that asks; undefined where none does. */
  origin?: string | undefined;
  words?: SiteWords;
}

type Place = Context<{ Bindings: Env; Variables: Variables }>;

const app = new Hono<{ Bindings: Env; Variables: Variables }>({ strict: false });

app.use(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
  if (!c.res.headers.has("Content-Security-Policy")) c.header("Content-Security-Policy", strictest);
});

app.onError(async (error, c) => {
  const refusal = refusalOf(error);
  const answer = isNavigation(c.req.raw)
    ? await refusalPage(refusal, isComment(c), {
        words: c.get("words") ?? siteWords(),
        page: pageOnSite(c),
      })
    : refusalAnswer(refusal);
  const cors = corsHeaders(c.req.header("Origin") ?? null);
  for (const [name, value] of Object.entries(cors)) answer.headers.set(name, value);
  return answer;
});

app.use("/api/*", async (c, next) => {
  if (c.req.method === "OPTIONS") {
    c.res = preflightAnswer();
  } else {
    c.set("origin", askingOrigin(c.req.raw, c.env));
    await next();
  }
  for (const [name, value] of Object.entries(corsHeaders(c.req.header("Origin") ?? null))) {
    c.header(name, value);
  }
});

app.get("/api/comments/:page", (c) => {
  const query = new URL(c.req.url).searchParams;
  return readComments(c.req.raw, c.env, { pageId: pageIdOf(segment(c, 3)), query });
});

app.post("/api/comments/:page", async (c) => {
  const { env, req } = c;
  const pageId = pageIdOf(segment(c, 3));
  const sent = await readFields(req.raw);
  const words = siteWords(sent);
  c.set("words", words);
  const comment = newComment(sent, env);
  await limitSender(req.raw, env);
  await checkPage(pageId, env);
  await checkPerson(req.raw, env, comment["cf-turnstile-response"]);
  const writing = { pageId, writer: await writerOf(req.raw, env) };
  const written = await writeComment(env, comment, writing);
  const { origin } = new URL(req.url);
  const notice = { pageId, site: siteOf(c), moderation: `${origin}/moderation` };
  c.executionCtx.waitUntil(sendNotice(env, written, notice));
  if (isNavigation(req.raw)) {
    return confirmation(comment, written.waiting, { words, page: pageOnSite(c) });
  }
  return c.json({ format: contentFormat(env), ...written }, 201);
});

app.patch("/api/comments/:page/:id{[0-9]{1,15}}", async (c) => {
  await limitSender(c.req.raw, c.env);
  const content = newText(await readFields(c.req.raw));
  const comment = await editOwn(c.env, ownComment(c), content);
  return c.json({ format: contentFormat(c.env), comment });
});

app.delete("/api/comments/:page/:id{[0-9]{1,15}}", async (c) => {
  await limitSender(c.req.raw, c.env);
  const comment = await deleteOwn(c.env, ownComment(c));
  if (comment === undefined) return c.body(null, 204);
  return c.json({ format: contentFormat(c.env), comment });
});

app.get("/api/counts", (c) => countComments(c.env, new URL(c.req.url).searchParams));

app.all("/api/comments/:page", (c) => refuseMethod(c.req.method, "GET, HEAD, POST, OPTIONS"));
app.all("/api/comments/:page/:id", (c) => refuseMethod(c.req.method, "PATCH, DELETE, OPTIONS"));

app.route("/moderation", moderationRoutes);

// Not Hono's notFound, whose answer no middleware sees.
app.all("*", () => {
  throw new Refusal(
    404,
    "not-found",
    "There is nothing at this address.",
    "Ask for /api/comments/<page id>, such as /api/comments/%2Fposts%2Fbread%2F",
  );
});

// biome-ignore lint/style/noDefaultExport: Workers take their handlers from it
export default app;

/** A part of the path as it was sent: a page id has slashes of its own. */
function segment(c: Place, index: number): string {
  return new URL(c.req.url).pathname.split("/")[index] ?? "";
}

function isOfPage(c: Place): boolean {
  return c.req.path.startsWith("/api/comments/");
}

function isComment(c: Place): boolean {
  return c.req.method === "POST" && isOfPage(c);
}

function ownComment(c: Place): OwnComment {
  const token = /^Bearer (\S+)$/i.exec(c.req.header("Authorization") ?? "")?.[1];
  return { pageId: pageIdOf(segment(c, 3)), id: segment(c, 4), token };
}

function siteOf(c: Place): string | undefined {
  return c.get("origin") ?? siteOrigin(c.env);
}

/** The comments' place on the page that the request is about; undefined where that is not known. */
function pageOnSite(c: Place): URL | undefined {
  const site = siteOf(c);
  if (site === undefined || !isOfPage(c)) return undefined;
  try {
    return new URL(`${site}${pageIdOf(segment(c, 3))}#comments`);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function refuseMethod(method: string, allowed: string): never {
  throw new Refusal(
    405,
    "method-not-allowed",
    `${method} is not possible here.`,
    `Use one of ${allowed}.`,
    { Allow: allowed },
  );
}
