const blocks = new Set(
  "h1 h2 h3 h4 h5 h6 blockquote p ul ol li hr div table thead tbody tr th td caption pre details summary".split(
    " ",
  ),
);

/**
 * Safe HTML with the paragraphs that WordPress makes of its lines: an empty one ends a paragraph, any other
 * end of a line is a `<br />`, and what is preformatted stays. What is open across paragraphs, such as
 * emphasis, is so in each.
 * Source: WordPress, `wp-includes/formatting.php` (`wpautop`).
 */
export function withParagraphs(safe: string): string {
  const writer = new ParagraphWriter();
  // Two breaks end a paragraph like two ends of lines.
  const lines = safe.replace(/<br \/>\n?/g, "\n");
  for (const [part, close, name] of lines.matchAll(/<(\/?)([a-z\d]+)[^>]*>|[^<]+/g)) {
    if (name === undefined) writer.text(part);
    else if (close === "/") writer.close(part, name);
    else writer.open(part, name);
  }
  return writer.end();
}

class ParagraphWriter {
  #written = "";
  /** Names of the open blocks. */
  readonly #blocks: string[] = [];
  readonly #inline: { readonly name: string; readonly tag: string }[] = [];
  /** How many are open of those whose text stays as it is. */
  #preformatted = 0;
  /** The open paragraph; empty until it shows something. */
  #paragraph = "";
  /** Ends of lines since what it shows. */
  #breaks = 0;
  /** Whether a paragraph was the last that was written. */
  #followsParagraph = false;

  open(tag: string, name: string): void {
    if (this.#preformatted > 0) {
      this.#written += tag;
    } else if (name === "img") {
      this.#show(tag);
    } else if (blocks.has(name)) {
      this.#writeBlock(tag);
      if (name !== "hr") this.#blocks.push(name);
    } else {
      this.#break();
      if (this.#paragraph !== "") this.#paragraph += tag;
      this.#inline.push({ name, tag });
    }
    if (name === "pre") this.#preformatted += 1;
  }

  close(tag: string, name: string): void {
    if (name === "pre") this.#preformatted -= 1;
    if (this.#preformatted > 0) {
      this.#written += tag;
    } else if (blocks.has(name)) {
      this.#writeBlock(tag);
      this.#blocks.pop();
    } else {
      this.#inline.pop();
      if (this.#paragraph !== "") this.#paragraph += tag;
    }
  }

  text(text: string): void {
    if (this.#preformatted > 0) {
      this.#written += text;
      return;
    }
    const lines = text.split("\n");
    for (const [index, line] of lines.entries()) {
      if (index > 0) this.#breaks += 1;
      const isNew = this.#breaks > 0 || this.#paragraph === "";
      const begun = isNew ? line.trimStart() : line;
      const shown = index < lines.length - 1 ? begun.trimEnd() : begun;
      if (shown !== "") this.#show(shown);
    }
  }

  end(): string {
    this.#endParagraph();
    return this.#written;
  }

  #show(part: string): void {
    this.#break();
    if (this.#paragraph === "") this.#paragraph = this.#inline.map(({ tag }) => tag).join("");
    this.#paragraph += part;
  }

  #break(): void {
    if (this.#breaks > 1) this.#endParagraph();
    else if (this.#breaks === 1 && this.#paragraph !== "") this.#paragraph += "<br />";
    this.#breaks = 0;
  }

  #writeBlock(tag: string): void {
    this.#endParagraph();
    this.#written += tag;
    this.#followsParagraph = false;
  }

  #endParagraph(): void {
    this.#breaks = 0;
    if (this.#paragraph === "") return;
    const ends = this.#inline.toReversed().map(({ name }) => `</${name}>`);
    const shown = this.#paragraph + ends.join("");
    this.#paragraph = "";
    const block = this.#blocks.at(-1);
    // The text of others, such as items of lists, stands by itself.
    const isOwn = block === undefined || block === "blockquote";
    const between = isOwn ? "\n" : "<br /><br />";
    this.#written += this.#followsParagraph ? between : "";
    this.#written += isOwn ? `<p>${shown}</p>` : shown;
    this.#followsParagraph = true;
  }
}
