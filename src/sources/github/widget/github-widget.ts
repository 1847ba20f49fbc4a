import type { Finding } from "../../../domain/finding.ts";
import { marks, mayShow } from "./widget-marks.ts";
import { createWidgetReader } from "./widget-reader.ts";

/** The widgets that keep comments at GitHub, as a site's templates, content and built pages hold them. */
export const githubWidget = {
  name: "giscus, utterances or gitalk",
  nameOfFiles: /giscus|utteranc|gitalk/i,
  ...marks,
  mayShow,
  createReader: createWidgetReader,
  oddThreadId: (_threadId: string): Finding | undefined => undefined,
} as const;
