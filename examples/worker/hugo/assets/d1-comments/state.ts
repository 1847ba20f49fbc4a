import type { Words } from "./words.ts";

/** The line that says how loading goes, beside the list, at the end that readers look at. */
export class StateLine {
  readonly #line: HTMLElement;
  readonly #list: HTMLElement;
  readonly #words: Words;

  constructor(line: HTMLElement, list: HTMLElement, words: Words) {
    this.#line = line;
    this.#list = list;
    this.#words = words;
  }

  /** @param retry is offered with it, where it is given */
  say(text: string, end: "start" | "end", retry?: () => void): void {
    if (end === "start") this.#list.before(this.#line);
    else this.#list.after(this.#line);
    this.#line.replaceChildren(text);
    if (retry === undefined) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = this.#words["retry"] ?? "";
    button.addEventListener("click", retry, { once: true });
    this.#line.append(" ", button);
  }
}
