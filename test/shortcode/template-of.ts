import {
  parseReplacementTemplate,
  type ReplacementTemplate,
} from "../../src/shortcode/replacement-template.ts";

/** The template that a text is; for texts that are one. */
export function templateOf(text: string): ReplacementTemplate {
  const read = parseReplacementTemplate(text);
  if ("fault" in read) throw new Error(`${text} is no template: ${read.fault}`);
  return read;
}
