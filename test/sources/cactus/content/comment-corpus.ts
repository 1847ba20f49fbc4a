/** Plain comments with bare addresses, and where those lead. */
export const commentsInText: readonly (readonly [text: string, ...links: string[]])[] = [
  [
    "https://en.wikipedia.org/wiki/Sour_dough_bread",
    "https://en.wikipedia.org/wiki/Sour_dough_bread",
  ],
  ["See https://github.com/a_b?x=1&y_z=2, please.", "https://github.com/a_b?x=1&y_z=2"],
  ["me_at_home@example.org", "mailto:me_at_home@example.org"],
  ["(http://example.org/a_(b)_c)", "http://example.org/a_(b)_c"],
  ["www.example.org/a_b_c", "http://www.example.org/a_b_c"],
  ["*https://example.org/**", "https://example.org/**"],
  ["https://example.org/~me/x|y", "https://example.org/~me/x|y"],
  [
    "two: https://a.example/_x_ https://b.example/_y_",
    "https://a.example/_x_",
    "https://b.example/_y_",
  ],
  ["https://example.org/ä_ö", "https://example.org/%C3%A4_%C3%B6"],
  ["snake_case_name and __init__ in a file"],
  ["1 < 2 > 0 & *not* bold_\n- no list\n1. no list either\n# no heading"],
  ["a!https://example.org/x_y", "https://example.org/x_y"],
];

/** Comments as Cactus's client and Matrix's clients write them. */
export const commentsInHtml: readonly string[] = [
  "<p>https://en.wikipedia.org/wiki/Sour_dough_bread</p>",
  "<p>See <strong>https://github.com/a_b?x=1&amp;y_z=2</strong>, please.</p>",
  "<p>me_at_home@example.org <em>or</em> www.example.org/a_b</p>",
  '<p>see <img alt="one" src="https://example.org/1.png"> and <img alt="two" src="https://example.org/2_3.png"></p>',
  '<p><a href="https://example.org/a_b">https://example.org/a_b</a></p>',
  '<p><a href="https://example.org/a_b">with <img alt="p" src="https://x.example/p.png"> in it</a></p>',
  "<p>code: <code>https://example.org/a_b</code></p><pre><code>https://example.org/c_d</code></pre>",
  "<ul><li>one_two_three</li><li>https://example.org/a_b</li></ul>",
  "<blockquote><p>https://example.org/a_b</p></blockquote><p>yes_</p>",
  "<p>under <u>https://example.org/a_b</u> and <sup>x_y_z</sup></p>",
  "<table><tr><td>https://example.org/a_b</td><td>x|y_z_</td></tr></table>",
  "<p>line<br>https://example.org/a_b<br>line</p>",
  "<ol start='3'><li>three</li><li>four</li></ol>",
  "<h2>A_heading_</h2><p>1. no list</p><hr><p>&lt;b&gt;no tag&lt;/b&gt;</p>",
  "<p><del>gone</del> <s>too</s></p><details><summary>more_</summary>inside_it_</details>",
];
