import type { Finding } from "../../../domain/finding.ts";
import { markIn, mayShow, placesIn } from "./widget-marks.ts";
import { createWidgetReader } from "./widget-reader.ts";

/** The widgets that keep comments at GitHub, as a site's templates, content and built pages hold them. */
export const githubWidget = {
  name: "giscus, utterances or gitalk",
  nameOfFiles: /giscus|utteranc|gitalk/i,
  markIn,
  placesIn,
  mayShow,
  createReader: createWidgetReader,
  oddThreadId: (_threadId: string): Finding | undefined => undefined,
} as const;
