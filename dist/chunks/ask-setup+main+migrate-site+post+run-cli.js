import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;

// src/shard/shard.ts
import { createHash } from "node:crypto";
function shardName({ number, of }) {
  return `${number}/${of}`;
}
function formatShard(shard) {
  const range = shard.range === void 0 ? "" : ` ${JSON.stringify(shard.range)}`;
  return `${shardName(shard)}${range}`;
}
function parseShard(text) {
  const [, number, of, range] = /^\s*(\d{1,3})\s*\/\s*(\d{1,3})(?:\s+(\[.*\]))?\s*$/s.exec(text) ?? [];
  const numbers = { number: Number(number), of: Number(of) };
  if (!(numbers.number >= 1 && numbers.number <= numbers.of)) return void 0;
  if (range === void 0) return numbers;
  const ends = parseRange(range);
  return ends === void 0 ? void 0 : { ...numbers, range: ends };
}
function holdsPage({ number, of, range }, pageId) {
  if (range === void 0) return hashOf(pageId) % of === number - 1;
  const [from, before] = range;
  return (number === 1 || pageId >= from) && (before === null || pageId < before);
}
function parseRange(json) {
  try {
    const value = JSON.parse(json);
    if (!Array.isArray(value) || value.length !== 2) return void 0;
    const [from, before] = value;
    if (typeof from !== "string") return void 0;
    return before === null || typeof before === "string" ? [from, before] : void 0;
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
function hashOf(pageId) {
  return createHash("sha256").update(pageId).digest().readUInt32BE();
}

// src/domain/escape-html.ts
function escapeHtml(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}

export {
  shardName,
  formatShard,
  parseShard,
  holdsPage,
  escapeHtml
};
