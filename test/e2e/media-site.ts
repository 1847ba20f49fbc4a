import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Homeserver } from "../parts/homeserver/homeserver.ts";
import { plainPng } from "../parts/homeserver/plain-png.ts";
import { uploadMedia } from "../parts/homeserver/upload-media.ts";

const examples = fileURLToPath(new URL("../../examples/", import.meta.url));
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>document.title="ran"</script></svg>';
const html = "<!DOCTYPE html><script>document.title='ran'</script>";

/** What people sent, by the name that the comment shows. */
export const sent = [
  ["bread.png", "m.image", plainPng(1200, 900, [180, 120, 60]), "image/png"],
  ["small.png", "m.image", plainPng(40, 30, [60, 120, 180]), "image/png"],
  ["drawing.svg", "m.image", svg, "image/svg+xml"],
  ["page.html", "m.file", html, "text/html"],
  ["recipe.txt", "m.file", "Flour, water, salt.\n", "text/plain"],
  ["film.mp4", "m.video", Buffer.alloc(1_100_000, 7), "video/mp4"],
] as const;

/** Sends them all to the room of the section `bread`, and a picture that the homeserver does not have. */
export async function sendMedia(homeserver: Homeserver): Promise<void> {
  const ada = await homeserver.createUser("ada", "Ada");
  const room = await homeserver.createRoom("example-blog", "bread");
  await room.join(ada);
  for (const [body, msgtype, bytes, contentType] of sent) {
    const url = await uploadMedia(homeserver.baseUrl, ada, { bytes, contentType });
    await room.send(ada, { msgtype, body, url });
  }
  const gone = `mxc://${homeserver.serverName}/gone`;
  await room.send(ada, { msgtype: "m.image", body: "gone.png", url: gone });
}

/** Writes a site of one page, which shows that section, with the partials that render the archive. */
export async function writeSite(folder: string, baseUrl: string): Promise<void> {
  for (const part of ["layouts", "assets"]) {
    await cp(join(examples, "worker/hugo", part), join(folder, part), { recursive: true });
  }
  await cp(join(examples, "site/layouts"), join(folder, "layouts"), { recursive: true });
  await mkdir(join(folder, "content"));
  const config = `baseURL = "${baseUrl}"
title = "Bread"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[params.d1comments]
shortcode = "inline"
[params.comments]
[params.comments.cactus]
siteName = "example-blog"
serverName = "comments.example"
defaultHomeserverUrl = "https://matrix.comments.example"
`;
  await writeFile(join(folder, "hugo.toml"), config);
  await writeFile(
    join(folder, "content/bread.md"),
    '---\ntitle: Bread\n---\nA loaf.\n\n{{< chat "bread" >}}\n',
  );
}
