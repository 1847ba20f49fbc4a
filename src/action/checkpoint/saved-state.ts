import { getState, saveState } from "@actions/core";
import { z } from "zod";
import { fingerprintSchema } from "../../checkpoint/fingerprint.ts";
import { serviceSchema } from "./store-result.ts";

const stateName = "checkpoint";

/**
 * What the main step leaves for the post step. It is written as soon as it is known, and again
 * before each save, because the main step may be killed at any time.
 */
const schema = z.object({
  checkpointFile: z.string(),
  /** Relative to the workspace: the name by which the cache knows the file. */
  cachePath: z.string(),
  reportDir: z.string(),
  fingerprint: fingerprintSchema,
  keyPrefix: z.string(),
  /** Saves begun in this attempt; each has a key of its own. */
  saves: z.int(),
  /** Sequence of the checkpoint in the newest entry that the cache accepted; -1 for none. */
  savedSequence: z.int(),
  artifactUploaded: z.boolean(),
  /** Services that let the main step wait in vain. */
  lostServices: z.array(serviceSchema),
});

export type SavedState = Readonly<z.infer<typeof schema>>;

export function leaveForPost(state: SavedState): void {
  saveState(stateName, JSON.stringify(state));
}

/** Undefined where the main step kept nothing: a dry run, or a configuration that it refused. */
export function readFromMain(): SavedState | undefined {
  const text = getState(stateName);
  return text === "" ? undefined : schema.parse(JSON.parse(text));
}
