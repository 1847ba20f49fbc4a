import { readableAddresses as readable } from "../domain/readable-address.ts";
import type { AttentionGroup, AttentionItem } from "./attention.ts";
import type { Block, Section, Text } from "./blocks.ts";

/**
 * A section whose addresses people can read. What somebody wrote, commands, places in files and what a
 * link leads to stay as they are.
 */
export function readableSection({ blocks: [first, ...others], ...section }: Section): Section {
  return {
    ...section,
    title: readable(section.title),
    blocks: [block(first), ...others.map(block)],
  };
}

function block(one: Block): Block {
  switch (one.kind) {
    case "paragraph":
      return { ...one, text: one.text.map(inline) };
    case "heading":
      return { ...one, text: readable(one.text) };
    case "list":
      return { ...one, items: one.items.map(readable) };
    case "table":
      return { ...one, rows: one.rows.map((row) => row.map(inline)) };
    case "chart":
      return { ...one, bars: one.bars.map((bar) => ({ ...bar, name: readable(bar.name) })) };
    case "problems":
      return { ...one, groups: one.groups.map(group) };
    case "details":
      return { ...one, title: readable(one.title), blocks: one.blocks.map(block) };
    case "command":
    case "conversation":
    case "figures":
    case "progress":
      return one;
  }
}

function inline(text: Text): Text {
  if (typeof text === "string") return readable(text);
  if (typeof text === "number") return text;
  if ("tone" in text) return { ...text, text: readable(text.text) };
  if ("names" in text) return { names: text.names.map(readable) };
  return text;
}

function group({ items: [first, ...others], ...rest }: AttentionGroup): AttentionGroup {
  return { ...rest, items: [item(first), ...others.map(item)] };
}

function item({ message, remedy, places: [first, ...others] }: AttentionItem): AttentionItem {
  return {
    message: readable(message),
    remedy: remedy === null ? null : readable(remedy),
    places: [place(first), ...others.map(place)],
  };
}

function place(one: AttentionItem["places"][number]): AttentionItem["places"][number] {
  return { ...one, pageId: one.pageId === null ? null : readable(one.pageId) };
}
