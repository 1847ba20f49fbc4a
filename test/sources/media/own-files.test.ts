import { describe, expect, it } from "vitest";
import { disqusFormat } from "../../../src/sources/disqus/disqus-format.ts";
import { isOwnFile } from "../../../src/sources/github/own-files.ts";
import { commentTexts } from "../../../src/sources/html/comment-texts.ts";
import { messageTexts, type OwnFiles } from "../../../src/sources/media/message-media.ts";
import { wordpressFormat } from "../../../src/sources/wordpress/wordpress-format.ts";

/** What is fetched for a comment with a link to an address. */
function fetchedFor(address: string, ownFiles: OwnFiles | undefined): readonly string[] {
  const html = `<p>See <a href="${address}">this</a> and <img src="${address}" alt="that"></p>`;
  const texts = messageTexts("1", (files) => commentTexts(html, "html", { files }), ownFiles);
  return texts?.media.flatMap((one) => one.attachments.map((file) => file.address)) ?? [];
}

const uuid = "50282090-adfd-4ddb-9e27-c30753c6b161";

describe.each([
  {
    source: "Disqus",
    ownFiles: disqusFormat.ownFiles?.("crumbs"),
    own: [
      "https://uploads.disquscdn.com/images/0a1b.jpg",
      "https://UPLOADS.disquscdn.com:443/images/0a1b.jpg?w=800&h=600",
      "https://media.disquscdn.com/a.png",
    ],
    foreign: [
      "http://uploads.disquscdn.com/images/0a1b.jpg",
      "https://uploads.disquscdn.com:8443/images/0a1b.jpg",
      "https://ann:secret@uploads.disquscdn.com/images/0a1b.jpg",
      "https://ann@uploads.disquscdn.com/images/0a1b.jpg",
      "https://uploads.disquscdn.com@evil.example/images/0a1b.jpg",
      "https://evil-disquscdn.com/images/0a1b.jpg",
      "https://uploads.disquscdn.com.evil.example/images/0a1b.jpg",
      "https://uploads.disquscdn.com./images/0a1b.jpg",
      "https://disquscdn.com/images/0a1b.jpg",
      "https://evil.example/uploads.disquscdn.com/images/0a1b.jpg",
      "https://evil.example/?https://uploads.disquscdn.com/images/0a1b.jpg",
      "https://evil.example/#https://uploads.disquscdn.com/images/0a1b.jpg",
      "ftp://uploads.disquscdn.com/images/0a1b.jpg",
      "file:///etc/passwd",
      "data:image/png;base64,AAAA",
      "//uploads.disquscdn.com/images/0a1b.jpg",
      "http://169.254.169.254/latest/meta-data/",
    ],
  },
  {
    source: "GitHub",
    ownFiles: isOwnFile,
    own: [
      `https://github.com/user-attachments/assets/${uuid}`,
      "https://github.com/user-attachments/files/123/log.txt",
      `https://github.com/crumbs/blog/assets/123/${uuid}`,
      "https://github.com/crumbs/blog/files/123/log.txt",
      `https://user-images.githubusercontent.com/1/2-${uuid}.png`,
    ],
    foreign: [
      `http://github.com/user-attachments/assets/${uuid}`,
      `https://github.com:8443/user-attachments/assets/${uuid}`,
      `https://ann@github.com/user-attachments/assets/${uuid}`,
      `https://github.com.evil.example/user-attachments/assets/${uuid}`,
      `https://evil-github.com/user-attachments/assets/${uuid}`,
      `https://gist.github.com/user-attachments/assets/${uuid}`,
      "https://github.com/user-attachments/assets/../../settings",
      "https://github.com/user-attachments/assets/",
      "https://github.com/crumbs/blog/assets/readme.md",
      "https://github.com/crumbs/blog/blob/main/assets/1/a.png",
      "https://github.com/logout",
      "https://camo.githubusercontent.com/0a/68",
    ],
  },
  {
    source: "WordPress",
    ownFiles: wordpressFormat.ownFiles?.("crumbs.example/blog"),
    own: [
      "https://crumbs.example/blog/wp-content/uploads/2020/01/cake.jpg",
      "http://crumbs.example/wp-content/uploads/sites/2/cake.jpg",
      "https://www.crumbs.example/wp-content/uploads/cake.jpg",
    ],
    foreign: [
      "https://crumbs.example/wp-content/plugins/x.php",
      "https://crumbs.example/wp-content/uploads/../../wp-login.php",
      "https://crumbs.example/?/wp-content/uploads/cake.jpg",
      "https://crumbs.example:8443/wp-content/uploads/cake.jpg",
      "https://ann@crumbs.example/wp-content/uploads/cake.jpg",
      "https://old.crumbs.example/wp-content/uploads/cake.jpg",
      "https://evil-crumbs.example/wp-content/uploads/cake.jpg",
      "https://crumbs.example.evil.example/wp-content/uploads/cake.jpg",
      "ftp://crumbs.example/wp-content/uploads/cake.jpg",
    ],
  },
])("a comment of $source", ({ ownFiles, own, foreign }) => {
  it.each(own)("has a file of the system itself at %s", (address) => {
    expect(fetchedFor(address, ownFiles)).toEqual([new URL(address).href]);
  });

  it.each(foreign)("has nothing that is fetched at %s", (address) => {
    expect(fetchedFor(address, ownFiles)).toEqual([]);
  });
});

it("is asked of no host where an export from WordPress names none", () => {
  const address = "https://crumbs.example/wp-content/uploads/cake.jpg";
  expect(fetchedFor(address, wordpressFormat.ownFiles?.(""))).toEqual([]);
});
