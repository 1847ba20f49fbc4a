import type { TargetSchema } from "../d1/schema/target-schema.ts";
import { type ClassicMap, classicNames } from "../domain/classic-map.ts";
import type { SchemaName } from "../domain/comment-system.ts";
import { classicSchema } from "./classic/schema.ts";
import { cwdSchema } from "./cwd/schema.ts";
import { garrulSchema } from "./garrul/schema.ts";

/** Which comment system's database it is. */
interface SchemaOptions {
  /** `classic` by default. */
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
