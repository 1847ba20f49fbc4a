import type { SourceLocation } from "../domain/source-location.ts";
import type { AttentionGroup } from "./attention.ts";

/** A part of a report under a heading of its own, whatever draws it. */
export interface Section {
  readonly title: string;
  /** Whether few readers need it, so that it can be folded or shortened first. */
  readonly isDetail?: true;
  readonly blocks: readonly [Block, ...Block[]];
}

/** What a section is made of. */
export type Block =
  | { readonly kind: "paragraph"; readonly text: readonly Text[] }
  /** A heading within the section. */
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "list"; readonly isOrdered?: true; readonly items: readonly string[] }
  /** What somebody can copy into a terminal. */
  | { readonly kind: "command"; readonly command: string }
  | Table
  /** Numbers that are seen first. */
  | { readonly kind: "figures"; readonly figures: readonly Figure[] }
  /** How much is done, 0 to 1, and what that is in words. */
  | { readonly kind: "progress"; readonly rate: number; readonly words: string }
  | Chart
  | Conversation
  | Problems
  | { readonly kind: "details"; readonly title: string; readonly blocks: readonly Block[] };

/** Text as it is: nothing in it is markup. */
export type Text =
  | string
  | number
  | { readonly tone: Tone; readonly text: string }
  | { readonly place: SourceLocation }
  /** What somebody wrote, on any number of lines. */
  | { readonly quote: string }
  /** Names or ids, of which a rendering may show the first ones. */
  | { readonly names: readonly string[] }
  | { readonly link: string; readonly address: string };

/** All is well, something is to be done, something went wrong, or it matters little. */
export type Tone = "good" | "doubt" | "bad" | "quiet";

/** A table with a name; the first cell of a row names the row. */
export interface Table {
  readonly kind: "table";
  readonly label: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Text[])[];
}

/** One number. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** Empty where there is nothing to add. */
  readonly note: string;
}

/** Lengths beside each other: `columns` over time, `bars` of anything else. */
export interface Chart {
  readonly kind: "chart";
  readonly form: "bars" | "columns";
  readonly label: string;
  /** What the names are, and what the lengths are. */
  readonly head: readonly [string, string];
  readonly bars: readonly Bar[];
}

/** A length with its name. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  /** What is missing from here on, drawn at the end. */
  readonly lost?: number;
  /** The value as people read it. */
  readonly shown: string;
}

/** What people wrote, replies below what they answer. */
export interface Conversation {
  readonly kind: "conversation";
  readonly comments: readonly ShownComment[];
  /** Comments that are left out at the end. */
  readonly more: number;
}

/** A comment of a conversation; name and text are what somebody wrote. */
export interface ShownComment {
  readonly authorName: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** 0 for what answers nothing. */
  readonly depth: number;
  readonly text: string;
}

/** Things that need attention, each with what to do and where. */
export interface Problems {
  readonly kind: "problems";
  readonly label: string;
  readonly groups: readonly AttentionGroup[];
}

/** A paragraph of these pieces of text. */
export function paragraph(...text: readonly Text[]): Block {
  return { kind: "paragraph", text };
}

/** A list in which each sentence has a line; in an ordered one they are steps. */
export function list(items: readonly string[]): Block {
  return { kind: "list", items };
}

/** A table, its name being what a screen reader announces. */
export function table(
  label: string,
  head: readonly string[],
  rows: readonly (readonly Text[])[],
): Block {
  return { kind: "table", label, head, rows };
}
