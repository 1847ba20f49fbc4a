import { expect, it } from "vitest";
import { plainTextHtml } from "../../src/domain/plain-text-html.ts";
import { shownText } from "../../src/migration/shown-text.ts";

const text = `It's "so" & <b>so</b>.\nhttps://blog.example/brötchen`;

it("a comment system's own rendering of a text shows what ours does", () => {
  const theirs = `<p>It&#39;s &quot;so&quot; &amp; &lt;b&gt;so&lt;/b&gt;.<br><a href="https://blog.example/br%C3%B6tchen">https://blog.example/brötchen</a></p>\n`;
  expect(shownText(theirs)).toBe(shownText(plainTextHtml(text)));
});

it.each([
  ["two lines in one", "<p>a b</p>", "<p>a<br>b</p>"],
  ["emphasis", "<p><em>a</em></p>", "<p>a</p>"],
  ["a picture", '<p>a<img src="x"></p>', "<p>a</p>"],
  ["a link that leads elsewhere", '<p><a href="https://b.example">a</a></p>', "<p>a</p>"],
  ["a script", "<p>a</p><script>b</script>", "<p>ab</p>"],
])("%s is another text", (_, one, other) => {
  expect(shownText(one)).not.toBe(shownText(other));
});
