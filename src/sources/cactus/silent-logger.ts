import type { Logger } from "matrix-js-sdk/lib/logger.js";

const silence = (): void => {};

/** Keeps matrix-js-sdk from writing to the console. */
export const silentLogger: Logger = {
  trace: silence,
  debug: silence,
  info: silence,
  warn: silence,
  error: silence,
  getChild: () => silentLogger,
};
