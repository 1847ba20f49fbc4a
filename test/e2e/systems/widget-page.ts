import { createServer } from "node:http";
import type { Browser, Page } from "playwright-core";
import { z } from "zod";
import { row } from "../../d1/stored-rows.ts";
import { listenOnLoopback } from "../../parts/machine/loopback.ts";

/** A comment as a reader sees it in a widget. */
export const seenComments = z.array(
  z.object({
    /** The comment system's own. */
    id: z.number(),
    parent: z.number().nullable(),
    author: z.string(),
    text: z.string(),
    date: z.string(),
  }),
);

/** Answers a request for a path of the site: a body with its type, or none. */
type Answer = (
  url: URL,
  body: string,
) => Promise<{ readonly type: string; readonly body: string | Buffer } | undefined>;

/** A site of one's own. */
export interface Site extends AsyncDisposable {
  readonly origin: string;
  answer: Answer;
}

/** Starts a site on a loopback port, before it has pages. */
export async function startSite(): Promise<Site> {
  const site: { answer: Answer } = { answer: async () => undefined };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const url = new URL(request.url ?? "/", "http://localhost");
    const found = await site.answer(url, Buffer.concat(chunks).toString());
    if (found === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "Content-Type": found.type }).end(found.body);
  });
  const origin = await listenOnLoopback(server);
  return Object.assign(site, {
    origin,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** Opens pages in UTC, with nothing of other hosts; messages that a page opens are accepted. */
export async function openPage(browser: Browser, width = 1_280): Promise<Page> {
  const context = await browser.newContext({
    timezoneId: "UTC",
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  await page.route(
    (url) => url.hostname !== "127.0.0.1",
    (route) => route.abort(),
  );
  page.on("dialog", (dialog) => void dialog.accept());
  return page;
}

const hour = 3_600_000;
const at = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

/** What must not run. */
const attack = `<img src=x onerror="window.ran=1"><script>window.ran=1</script> onclick=window.ran=1 href=javascript:window.ran=1 <b>bold</b> &lt;i&gt;`;

/** A page's comments: a thread of four levels, and one of tomorrow, which a reader's own come before. */
export const thread = [
  row("$root", { createdAt: at(-30), content: attack }),
  row("$reply", {
    createdAt: at(-3),
    parentSourceId: "$root",
    authorName: "Bob <b>",
    content: "1 < 2 && 3 > 2\nnext line\n\nnext paragraph https://a.example/b_c?d=e&f=g.",
  }),
  row("$deep", { createdAt: at(-2), parentSourceId: "$reply", content: "Three" }),
  row("$deeper", { createdAt: at(-1), parentSourceId: "$deep", content: "Four" }),
  row("$later", { createdAt: at(24), content: "Tomorrow", authorName: "Eve" }),
];

/** Text without its spaces and lines, which HTML has in its own way. */
export function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
