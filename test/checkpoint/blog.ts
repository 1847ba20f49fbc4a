import type { Fingerprint } from "../../src/checkpoint/fingerprint.ts";

/** The migration that most checkpoints in the tests belong to. */
export const blog: Fingerprint = {
  source: "cactus:cactus.chat",
  site: "blog",
  database: "comments",
  schema: "default",
};

export const noon = new Date("2024-05-01T12:00:00.000Z");
