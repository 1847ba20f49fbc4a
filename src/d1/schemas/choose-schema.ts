import { classicSchema } from "./classic.ts";
import { type ClassicMap, classicNames } from "./classic-map.ts";
import { cwdSchema } from "./cwd.ts";
import { garrulSchema } from "./garrul.ts";
import type { SchemaName, TargetSchema } from "./target-schema.ts";

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
