import type { Widget } from "../../../domain/widget.ts";
import { oddThreadId } from "./odd-thread-id.ts";
import { marks, mayShow } from "./widget-marks.ts";
import { createWidgetReader } from "./widget-reader.ts";

/**
 * The widget of Cactus Comments, as a site's templates, content and built pages hold it.
 * Source: https://cactus.chat/docs/client/introduction/
 */
export const cactusWidget: Widget = {
  name: "Cactus Comments",
  nameOfFiles: /cactus/i,
  ...marks,
  mayShow,
  createReader: createWidgetReader,
  oddThreadId,
};
