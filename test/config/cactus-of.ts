import type { SourceConfig } from "../../src/config/source-kinds.ts";

/** The source of a configuration that is known to be of Cactus Comments. */
export function cactusOf({ source }: { readonly source: SourceConfig }) {
  if (source.kind !== "cactus") throw new Error(`the source is ${source.kind}`);
  return source;
}
