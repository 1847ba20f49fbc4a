import { z } from "zod";
import { cactus } from "./cactus.ts";
import { setting } from "./setting.ts";
import { choice } from "./value-types.ts";

/**
 * Where comments can be now: for each kind of source its section of settings, with what completes
 * them. What works with a source by its kind has a table typed by {@link SourceKind}, so that a kind
 * that it lacks does not compile.
 */
export const sourceKinds = { cactus } as const;

/** Name of a kind of source. */
export type SourceKind = keyof typeof sourceKinds;

/** Where a site's comments are now, completely known. */
export type SourceConfig = ReturnType<(typeof sourceKinds)[SourceKind]["complete"]>["source"];

const names = z.object(sourceKinds).keyof();

/** The setting that chooses among the kinds. */
export const sourceSettings = {
  kind: setting("source", choice(names.options).default("cactus"), {
    env: ["COMMENTS_SOURCE"],
    description:
      "Where the comments are now: `cactus` for Cactus Comments, in rooms of a Matrix homeserver.",
  }),
};
