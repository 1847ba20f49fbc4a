import type { TargetSchema } from "../../d1/schema/target-schema.ts";
import type { ClassicMap } from "../../domain/classic-map.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import type { CommentsApi } from "../public-api/comments-api.ts";

/** What a migration knows of the database and the site that it moves comments to. */
interface SystemOptions {
  readonly contentFormat: ContentFormat;
  /** Names of a hand-made table; undefined for the usual ones. */
  readonly schemaMap?: ClassicMap | undefined;
  /** The site's name in a system that holds several. */
  readonly site?: string | undefined;
  /** The origin of its pages; undefined where that is not known. */
  readonly origin?: string | undefined;
}

/** A comment system on D1: what it can hold, what it has to be told, and how it is written and read. */
export interface CommentSystem {
  /** What messages and documents call it. */
  readonly title: string;
  /** One line for the list of systems: whose it is, or what is special about it. */
  readonly about: string;
  /** The forms in which it can hold comments, the first by default. */
  readonly formats: readonly [ContentFormat, ...ContentFormat[]];
  /** Whether the user names its table and columns (`schema-map`). */
  readonly takesSchemaMap: boolean;
  /** Whether one database holds several sites, and `target-site` says which one. */
  readonly takesSite: boolean;
  /** The call of the shortcode that shows its comments; undefined where none comes with this project. */
  readonly shortcode: string | undefined;
  /** What `api-base` is, for the documents. */
  readonly apiBase: string;
  /** Its database, and how its public API shows comments. */
  open(options: SystemOptions): { readonly schema: TargetSchema; readonly api: CommentsApi };
}
