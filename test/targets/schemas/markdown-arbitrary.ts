import fc from "fast-check";

/**
 * Texts as comments have them, without control characters and nothing around, of signs with a meaning in
 * Markdown.
 * @param more signs with a meaning in one comment system
 */
export function trickyTextWith(...more: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 6 }),
    fc.constantFrom(
      ..."\\|`|``|```|*|**|_|__|[a](b)|![a](b)|[x]|- [ ] a|<b>|</b>|<!-- a -->|<Egg>|Option<Egg>|~~a~~|&amp;|&#32;|&|a@b.example|www.a_b.example|https://a_b.example/c*d_e?f=g&h=i_j|(https://a.example/b)|ftp://a_b.example|# |## a|- |+ |1. |12) |> |=====|-----|***|    |  |\t".split(
        "|",
      ),
      "a | b\n--- | ---\nc | d",
      "|",
      "\n",
      "\n\n",
      "\\",
      "word",
      " ",
      ...more,
    ),
  );
  return fc
    .array(piece, { maxLength: 14 })
    .map((pieces) =>
      pieces
        .join("")
        .replace(/[^\P{Cc}\n\t]/gu, "")
        .trim(),
    )
    .filter((one) => one !== "");
}

/** Such texts without any system's own signs. */
export const trickyText = trickyTextWith();
