import { fileURLToPath } from "node:url";

/**
 * The Chromium of npm's `@sparticuz/chromium`, where scripts/with-toolchain.mjs has unpacked it:
 * its program, and the variables that make it find its own libraries, and its own font after those
 * of the machine.
 */
export const npmChromium = {
  path: fileURLToPath(new URL("../../../.parts/chromium/chromium", import.meta.url)),
  env: {
    LD_LIBRARY_PATH: fileURLToPath(new URL("../../../.parts/chromium/al2023/lib", import.meta.url)),
    FONTCONFIG_FILE: fileURLToPath(new URL("npm-chromium-fonts.conf", import.meta.url)),
  },
} as const;
