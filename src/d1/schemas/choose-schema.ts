import { type ClassicMap, classicNames } from "../../comment/classic-map.ts";
import type { SchemaName } from "../../comment/comment-system.ts";
import { classicSchema } from "./classic.ts";
import { cwdSchema } from "./cwd.ts";
import { garrulSchema } from "./garrul.ts";
import type { TargetSchema } from "./target-schema.ts";

/** Which comment system's database it is. */
export interface SchemaOptions {
  /** `classic` when left out. */
  readonly schema?: SchemaName;
  /** Names of a hand-made table, for `classic`. */
  readonly schemaMap?: ClassicMap | undefined;
}

/** The schema that the options name. */
export function chooseSchema({
  schema = "classic",
  schemaMap = classicNames,
}: SchemaOptions): TargetSchema {
  switch (schema) {
    case "classic":
      return classicSchema(schemaMap);
    case "garrul":
      return garrulSchema;
    case "cwd":
      return cwdSchema;
  }
}
