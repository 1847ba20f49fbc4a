import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import fastGlob from "fast-glob";
import { escapeHtml } from "../../../src/sources/html/html-text.ts";
import type { Step } from "../homeserver/conversation.ts";
import { readExampleConversations } from "../homeserver/seed.ts";

/** A comment as an export of any system has it. */
export interface ExampleComment {
  /** From 1, in the order in which they were written, over all threads. */
  readonly id: number;
  /** What it answers, which somebody may have removed; null for nothing. */
  readonly parent: number | null;
  readonly author: string;
  readonly text: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly isRemoved: boolean;
}

/** The conversation of a page of the example site. */
export interface ExampleThread {
  /** The page's path. */
  readonly path: string;
  readonly title: string;
  readonly comments: readonly ExampleComment[];
}

/** A conversation, and the addresses by which a system knows its page. */
export interface AddressedExample extends Pick<ExampleThread, "title" | "comments"> {
  readonly addresses: readonly string[];
}

/**
 * The same with addresses as readers came by them: with another scheme, `www.`, parameters of campaigns,
 * without the slash. The largest conversation has two.
 */
export function asReadersCame(threads: readonly ExampleThread[]): readonly AddressedExample[] {
  return threads.map(({ path, ...thread }, index) => {
    const plain = path.replace(/\/$/, "");
    const forms = [
      `https://blog.example.org${path}`,
      `http://blog.example.org${path}`,
      `https://www.blog.example.org${plain}`,
      `https://blog.example.org${path}?utm_source=feed&utm_medium=rss`,
      `https://blog.example.org${plain}?fbclid=abc#comments`,
    ];
    const at = (number: number) => forms[number % forms.length] ?? "";
    const isLarge = thread.comments.length > 20;
    return { ...thread, addresses: isLarge ? [at(index), at(index + 1)] : [at(index)] };
  });
}

/** What a system keeps of one address: a part of a conversation, within which all answers are. */
export interface ExampleRecord extends Pick<ExampleThread, "title" | "comments"> {
  /** From 1. */
  readonly id: number;
  readonly address: string;
}

/** The same as most systems keep it: a record for each address, among which comments are divided. */
export function recordsOf(threads: readonly AddressedExample[]): readonly ExampleRecord[] {
  return threads.flatMap(({ addresses, title, comments }, number) => {
    const roots = new Map<number, number>();
    for (const { id, parent } of comments) {
      roots.set(id, parent === null ? id : (roots.get(parent) ?? id));
    }
    return addresses.map((address, index) => ({
      id: number * 10 + index + 1,
      address,
      title,
      comments: comments.filter(({ id }) => (roots.get(id) ?? 0) % addresses.length === index),
    }));
  });
}

/** Text as the simplest HTML that shows it: a paragraph for each part between blank lines. */
export function htmlOf(text: string): string {
  return text
    .split("\n\n")
    .map((part) => `<p>${escapeHtml(part).replaceAll("\n", "<br>")}</p>`)
    .join("");
}

/** Text as Markdown that shows it, with line breaks as they are. */
export function markdownOf(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+\-.!|~&:]/g, "\\$&").replaceAll("\n", "  \n");
}

/** The conversations of the example site's pages, as somebody would export them. */
export async function exampleThreads(): Promise<readonly ExampleThread[]> {
  const { people, threads } = await readExampleConversations();
  const pages = await pagesBySection();
  let id = 0;
  return Object.entries(threads).flatMap(([section, steps]) => {
    const page = pages.get(section);
    if (page === undefined) return [];
    const comments = new Map<number, ExampleComment>();
    const named = new Map<string, number>();
    for (const step of steps) {
      id += 1;
      play(step, id, { comments, named, nameOf: (from) => people[from]?.name ?? from });
    }
    return [{ ...page, comments: [...comments.values()] }];
  });
}

interface Played {
  readonly comments: Map<number, ExampleComment>;
  readonly named: Map<string, number>;
  readonly nameOf: (from: string) => string;
}

function play(step: Step, id: number, { comments, named, nameOf }: Played): void {
  const change = (name: string, by: Partial<ExampleComment>) => {
    const target = comments.get(named.get(name) ?? 0);
    if (target === undefined) throw new Error(`there is no comment ${name}`);
    comments.set(target.id, { ...target, ...by });
  };
  if ("removes" in step) {
    change(step.removes, { isRemoved: true });
    return;
  }
  if ("edits" in step) {
    change(step.edits, { text: step.says });
    return;
  }
  const parent = step.to === undefined ? null : (named.get(step.to) ?? null);
  const { says: text, at } = step;
  comments.set(id, { id, parent, author: nameOf(step.from), text, at, isRemoved: false });
  if (step.id !== undefined) named.set(step.id, id);
}

/** Paths and titles of the example site's pages as they are built, by their sections. */
async function pagesBySection(): Promise<
  ReadonlyMap<string, Pick<ExampleThread, "path" | "title">>
> {
  const folder = fileURLToPath(new URL("../../../examples/site/public", import.meta.url));
  const files = await fastGlob("**/*.html", { cwd: folder });
  const pages = new Map<string, Pick<ExampleThread, "path" | "title">>();
  for (const file of files.sort()) {
    const html = await readFile(`${folder}/${file}`, "utf8");
    const section = /commentSectionId: "([^"]*)"/.exec(html)?.[1];
    const title = /<title>([^<]*)/.exec(html)?.[1] ?? "";
    if (section === undefined) continue;
    pages.set(JSON.parse(`"${section}"`), {
      path: encodeURI(`/${file.replace(/index\.html$/, "")}`),
      title,
    });
  }
  return pages;
}
