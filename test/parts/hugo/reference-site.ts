import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Conversations, Step } from "../homeserver/conversation.ts";

/** The size of the site that this migration was first made for. */
export const referencePages = 115;
/** Comments of {@link referencePages} together. */
export const referenceComments = 655;

const siteName = "reference-blog";
const words =
  "It worked for me after I had read it twice; the crust was thick, the crumb open, and nobody asked for bread from the shop again — merci für 梅! ";

const shortcode = `<script src="https://latest.cactus.chat/cactus.js"></script>
<div id="comments"></div>
<script>
initComments({
  node: document.getElementById("comments"),
  defaultHomeserverUrl: "https://matrix.cactus.chat:8448",
  serverName: "cactus.chat",
  siteName: "${siteName}",
  commentSectionId: "{{ .Get 0 }}"
})
</script>
`;

/** Writes a Hugo site of that many pages, each with a section. */
export async function writeReferenceSite(folder: string): Promise<void> {
  const posts = join(folder, "content", "posts");
  const shortcodes = join(folder, "layouts", "shortcodes");
  await mkdir(posts, { recursive: true });
  const layouts = join(folder, "layouts", "_default");
  await mkdir(shortcodes, { recursive: true });
  await mkdir(layouts, { recursive: true });
  await writeFile(join(layouts, "single.html"), "<!doctype html>\n<main>{{ .Content }}</main>\n");
  await writeFile(join(layouts, "list.html"), "<!doctype html>\n<main>{{ .Title }}</main>\n");
  await writeFile(join(folder, "hugo.toml"), 'baseURL = "https://blog.example/"\n');
  await writeFile(join(shortcodes, "chat.html"), shortcode);
  for (let page = 0; page < referencePages; page += 1) {
    const text = `---\ntitle: Post ${page}\ndate: 2021-01-01\n---\nText.\n\n{{< chat ${sectionOf(page)} >}}\n`;
    await writeFile(join(posts, `post-${page}.md`), text);
  }
}

/** The conversations of its sections: a few long ones, many short ones, a third of them replies. */
export function referenceConversations(): Conversations {
  const people = Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [
      `reader${n}`,
      { name: `Reader ${n}`, guest: n % 2 === 0, moderator: false },
    ]),
  );
  const threads = Array.from({ length: referencePages }, (_, page): [string, Step[]] => [
    sectionOf(page),
    conversation(page, page < 10 ? 34 : 3),
  ]);
  return { siteName, people, threads: Object.fromEntries(threads) };
}

function sectionOf(page: number): string {
  return `post-${page}`;
}

function conversation(page: number, length: number): Step[] {
  return Array.from({ length }, (_, n) => ({
    id: `c${n}`,
    from: `reader${(page + n) % 20}`,
    at: new Date(Date.UTC(2021, 0, 1) + (page * 1000 + n) * 60_000).toISOString(),
    says: `Comment ${n} on post ${page}. ${words.repeat(1 + (n % 2))}`,
    ...(n % 3 === 2 ? { to: `c${n - 1}` } : {}),
  }));
}
