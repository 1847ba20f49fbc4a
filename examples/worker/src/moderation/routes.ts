import { Hono } from "hono";
import { z } from "zod";
import { siteOrigin } from "../answers/allowed-origins.ts";
import { Refusal } from "../answers/refusal.ts";
import { ownerNames } from "../comments/author-name.ts";
import { newText } from "../comments/new-comment.ts";
import { readFields, type SentFields } from "../comments/sent-fields.ts";
import { writeComment } from "../comments/write-comment.ts";
import type { Env } from "../env.ts";
import { feed } from "./feed.ts";
import {
  moderate,
  moderatedComment,
  moderatedComments,
  moderatorsAction,
} from "./moderated-comments.ts";
import { moderationPage } from "./moderation-page.ts";
import { checkModerator, checkSameSite } from "./moderator.ts";

const selection = z.enum(["waiting", "all", "hidden"]).catch("all");
const before = z.coerce.number().int().positive().optional().catch(undefined);

/** What moderators see and do; see `checkModerator` for who they are. */
export const moderationRoutes = new Hono<{ Bindings: Env }>();

moderationRoutes.use(async (c, next) => {
  await checkModerator(c.req.raw, c.env);
  if (c.req.method !== "GET" && c.req.method !== "HEAD") checkSameSite(c.req.raw);
  await next();
});

moderationRoutes.get("/", async (c) => {
  const { env, req } = c;
  const selected = selection.parse(req.query("of"));
  const found = await moderatedComments(env, selected, before.parse(req.query("before")));
  const [ownerName] = ownerNames(env);
  return moderationPage({ ...found, selection: selected, site: siteOrigin(env), ownerName });
});

moderationRoutes.get("/feed.xml", async (c) => {
  const { comments } = await moderatedComments(c.env, "all");
  return feed(comments, new URL(c.req.url), siteOrigin(c.env));
});

moderationRoutes.post("/comments/:id{[0-9]{1,15}}", async (c) => {
  const sent = await readFields(c.req.raw);
  await moderate(c.env, moderatorsAction.parse(sent["action"]), Number(c.req.param("id")));
  return c.redirect(listOf(sent), 303);
});

moderationRoutes.post("/comments/:id{[0-9]{1,15}}/reply", async (c) => {
  const sent = await readFields(c.req.raw);
  const parent = await moderatedComment(c.env, Number(c.req.param("id")));
  const [name] = ownerNames(c.env);
  if (name === undefined) {
    const remedy = "Set OWNER_NAMES in wrangler.jsonc, and deploy again.";
    throw new Refusal(422, "no-name", "Under which name the owner writes is not known.", remedy);
  }
  const reply = {
    author_name: name,
    content: newText(sent),
    parent_id: parent.id,
    "cf-turnstile-response": "",
  };
  await writeComment(c.env, reply, { pageId: parent.page_id, writer: null, isOwner: true });
  return c.redirect(listOf(sent), 303);
});

function listOf(sent: SentFields): string {
  return `/moderation?of=${selection.parse(sent["of"])}`;
}
