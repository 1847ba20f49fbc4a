import type { TargetSchema } from "../d1/schema/target-schema.ts";
import { type ClassicMap, classicNames } from "../domain/classic-map.ts";
import type { SchemaName } from "../domain/comment-system.ts";
import { classicApi } from "./classic/public-api.ts";
import { classicSchema } from "./classic/schema.ts";
import { cwdApi } from "./cwd/public-api.ts";
import { cwdSchema } from "./cwd/schema.ts";
import { garrulApi } from "./garrul/public-api.ts";
import { garrulSchema } from "./garrul/schema.ts";
import type { CommentsApi } from "./public-api/comments-api.ts";

/** Which comment system it is, and what its database and site are called. */
interface SystemOptions {
  /** `classic` by default. */
  readonly schema?: SchemaName;
  /** Names of a hand-made table, for `classic`. */
  readonly schemaMap?: ClassicMap | undefined;
  /** The site's name in a system that holds several. */
  readonly site?: string | undefined;
  /** The origin of its pages; undefined where that is not known. */
  readonly origin?: string | undefined;
}

/** A comment system on D1: its database, and how its public API shows comments. */
interface CommentSystem {
  readonly schema: TargetSchema;
  readonly api: CommentsApi;
}

/** The comment system that the options name. */
export function chooseSystem({
  schema = "classic",
  schemaMap = classicNames,
  site,
  origin,
}: SystemOptions): CommentSystem {
  switch (schema) {
    case "classic":
      return { schema: classicSchema(schemaMap), api: classicApi };
    case "garrul":
      return { schema: garrulSchema(origin), api: garrulApi };
    case "cwd":
      return { schema: cwdSchema(site), api: cwdApi(site) };
  }
}
