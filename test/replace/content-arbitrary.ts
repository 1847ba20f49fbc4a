import fc from "fast-check";

const call = fc.constantFrom(
  "{{< chat a >}}",
  '{{<chat "a">}}',
  "{{% chat `a b` %}}",
  '{{< chat id="é" />}}',
  "{{<\n  chat\r\n  a\n>}}",
  "{{< chat >}} a {{< /chat >}}",
  "{{< chat 007 >}}",
);
const other = fc.constantFrom(
  "{{</* chat a */>}}",
  '{{< figure src="x.png" >}}',
  "{{% note %}}text{{% /note %}}",
  "\r\n",
  "\n",
  "\uFEFF",
  "Größe 😀",
  "<!-- more -->",
  "```\ncode\n```",
  "{{",
  "}}",
);
const bytesOf = (text: fc.Arbitrary<string>) => text.map((one): Uint8Array => Buffer.from(one));

/** Bytes that are no UTF-8, or only a part of a character. */
const noUtf8 = fc.constantFrom<Uint8Array>(
  Buffer.from([0xff]),
  Buffer.from([0xc3]),
  Buffer.from([0xe2, 0x82]),
  Buffer.from([0xf0, 0x9f, 0x98]),
  Buffer.from([0x80, 0x80]),
  Buffer.from([0xed, 0xa0, 0x80]),
);

/** What stands below the front matter: calls of `chat` and of other shortcodes among all sorts of bytes. */
export const contentBytes = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: bytesOf(call) },
      bytesOf(other),
      noUtf8,
      fc.uint8Array({ maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => Buffer.concat(parts));

/** A whole content file. */
export const contentFileBytes = fc
  .tuple(
    fc.constantFrom("", "\uFEFF", "\n", "\uFEFF\r\n"),
    fc.constantFrom(
      "",
      "---\ntitle: a\n---\n",
      "---\r\ntitle: é\r\n---\r\n",
      '+++\ntitle = "a"\n+++\n',
      '{ "title": "a" }\n',
    ),
    contentBytes,
  )
  .map(([start, frontMatter, body]) => Buffer.concat([Buffer.from(start + frontMatter), body]));
